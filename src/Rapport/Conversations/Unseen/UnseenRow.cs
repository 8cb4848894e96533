using Rapport.Conversations.Posts;
using Rapport.Governance;
using Rapport.Kernel.Content;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// A post that others do not see, as its author and moderators do.
public sealed record UnseenRow(long Id, PostKind Kind, long? ParentId, string Html, DateTimeOffset CreatedAt, DateTimeOffset? RemovedAt, bool ByEmployee, long? AuthorId, long? RemovedBy, Ground? Ground, string? Why, long? Case, Wait? Wait, bool Appealed, long? Decision, Person Author)
{
    public bool IsRemoved => RemovedAt is not null;

    /// By a moderator, for a reason.
    public bool IsHidden => IsRemoved && RemovedBy != AuthorId;
    public string Reason => Why ?? "";

    /// The line of a list that it holds.
    public string? Listed { get; init; }

    /// An open case waits for a decision on it.
    public bool Waits => Case is not null;
}

static class UnseenRows
{
    extension(Db db)
    {
        /// Of a topic, what this visitor still sees of what others do not: their own, or all of it.
        public async Task<IReadOnlyList<UnseenRow>> Unseen(Me me, Locale locale, long topic, IReadOnlyList<long> places)
        {
            var (id, all) = (me.Id, me.SeesAll);
            var posts = db.Posts.AsNoTracking().Where(p => p.TopicId == topic && (all || p.AuthorId == id) && (p.Sight == Sight.Held || p.Sight == Sight.Hidden || places.Contains(p.Id)));
            var (appeals, statements) = (db.Cases, db.Statements);
            var rows = await (from p in posts
                          join r in db.Removals.Where(r => r.EndedAt == null) on p.Id equals r.PostId into removals
                          from r in removals.DefaultIfEmpty()
                          join c in db.Cases.Where(c => c.Kind == "post" && c.DecidedAt == null && c.Wait != null) on p.Id equals c.ThingId into cases
                          from c in cases.DefaultIfEmpty()
                          join m in db.Members on p.AuthorId equals (long?)m.Id into authors
                          from m in authors.DefaultIfEmpty()
                          where p.Source != ""
                          orderby p.CreatedAt, p.Id
                          select new UnseenRow(p.Id, p.Kind, p.ParentId, p.Html, p.CreatedAt, p.RemovedAt, p.ByEmployee, p.AuthorId, r.RemovedBy, r.Ground, r.Reason, (long?)c.Id, c.Wait,
                              appeals.Any(d => d.Kind == "post" && d.ThingId == p.Id && d.Wait == Wait.Appeal && d.OpenedAt >= r.RemovedAt),
                              statements.Where(s => s.Kind == "post" && s.ThingId == p.Id && s.EndedAt == null && s.Verdict == Verdict.Hide).OrderByDescending(s => s.DecidedAt).Select(s => (long?)s.Id).FirstOrDefault(),
                              new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy }) { Listed = c.Listed }).Take(100).ToListAsync();
            var names = await Words.NamesIn(db, me, locale, rows.Select(r => r.Html));
            return rows.ConvertAll(r => r with { Html = Placeholders.Fill(r.Html, names, locale.Prefix) });
        }
    }
}
