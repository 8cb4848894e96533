using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}/history: what each edit changed, the latest first.
public static class ShowHistory
{
    public const int Most = 50;

    /// One edit: who, when, why, and what it changed in the title and the words.
    public sealed record Edit(Person By, DateTimeOffset At, string Reason, string? TitleDiff, string Diff);

    public static async Task<IResult> Handle(long id, Db db, Me me, Locale locale)
    {
        var post = await db.Posts.AsNoTracking().KnownTo(me).Find(id);
        var revisions = await (from r in db.RevisionsOf(post, me)
                               join m in db.Set<Member>() on r.EditedBy equals (long?)m.Id into editors
                               from m in editors.DefaultIfEmpty()
                               orderby r.Number descending
                               select new { Row = r, By = new Person(m!.Id, m.LeftAt == null ? m.Name : null, null, m.Role, m.Title) }).Take(Most).ToListAsync();
        var (words, title, edits) = (await Words.ToEdit(db, post.Content), post.Topic.Title, new List<Edit>());
        foreach (var revision in revisions)
        {
            var before = await Words.ToEdit(db, new Content(revision.Row.Format, revision.Row.Language, revision.Row.Source));
            edits.Add(new(revision.By, revision.Row.EditedAt, revision.Row.Reason, revision.Row.Title is { } old ? Diff.Html(old, title) : null, Diff.Html(before, words)));
            (words, title) = (before, revision.Row.Title ?? title);
        }
        return Page.Of<HistoryPage>(new { Post = post, Edits = edits });
    }

    extension(Db db)
    {
        /// What was changed while nobody else could see it stays between its author and moderators, and so does what came before.
        internal IQueryable<Revision> RevisionsOf(Post post, Me me)
        {
            var (id, all) = (post.Id, me.IsModerator || me.Id is not null && me.Id == post.AuthorId);
            return db.Revisions.AsNoTracking().Where(r => r.PostId == id && (all || !db.Set<Revision>().Any(u => u.PostId == id && u.Unseen && u.Number >= r.Number)));
        }
    }
}
