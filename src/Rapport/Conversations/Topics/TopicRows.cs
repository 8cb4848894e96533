using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// A topic as a line of a list.
public sealed record TopicRow(long Id, TopicKind Kind, string Title, string Slug, string Excerpt, string Language, int Replies, int Score, bool Solved, bool Closed, bool Pinned, bool ByEmployee,
    DateTimeOffset CreatedAt, DateTimeOffset LastActivityAt, DateTimeOffset? AcceptedAt, long SpaceId, string SpaceName, string SpaceSlug, Person Author)
{
    public Matter? Matter { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string Path => Topic.PathOf(Id, Slug);
    public bool Waits => Kind == TopicKind.Question && Replies == 0;
}

static class TopicRows
{
    extension(IQueryable<Topic> topics)
    {
        /// With authors and spaces; the order is kept.
        public IQueryable<TopicRow> Rows(Db db) =>
            from t in topics
            join m in db.Set<Member>() on t.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            select new TopicRow(t.Id, t.Kind, t.Title, t.Slug, t.Excerpt, t.Language, t.Replies, t.Score, t.AcceptedId != null, t.ClosureId != null, t.PinId != null, t.ByEmployee, t.CreatedAt, t.LastActivityAt, t.AcceptedAt, t.SpaceId, t.Space.Name, t.Space.Slug,
                new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = t.AuthorId == null ? db.Set<Post>().Where(p => p.Id == t.Id).Select(p => p.SignedBy).FirstOrDefault() : null }) { Matter = t.Matter };

        public IQueryable<Topic> Newest(Moment? after) => (after is var (at, id) ? topics.Where(t => t.LastActivityAt <= at && (t.LastActivityAt < at || t.Id < id)) : topics)
            .OrderByDescending(t => t.LastActivityAt).ThenByDescending(t => t.Id);

        public IQueryable<Topic> NewlySolved(Moment? after) => (after is var (at, id) ? topics.Where(t => t.AcceptedAt <= at && (t.AcceptedAt < at || t.Id < id)) : topics)
            .Where(t => t.AcceptedAt != null).OrderByDescending(t => t.AcceptedAt).ThenByDescending(t => t.Id);

        public IQueryable<Topic> Unanswered() => topics.Where(t => t.Kind == TopicKind.Question && t.Replies == 0);
    }

    extension(Db db)
    {
        /// The lines with their tags: two queries for any list.
        public async Task<List<TopicRow>> Read(IQueryable<Topic> topics)
        {
            var rows = await topics.AsNoTracking().Rows(db).ToListAsync();
            if (rows.Count == 0) return rows;
            var ids = rows.Select(r => r.Id).ToList();
            var tags = (await db.TopicTags.Where(t => ids.Contains(t.TopicId)).Join(db.Tags, t => t.TagId, t => t.Id, (x, t) => new { x.TopicId, t.Name }).ToListAsync()).ToLookup(t => t.TopicId, t => t.Name);
            return [.. rows.Select(r => r with { Tags = [.. tags[r.Id].Order()] })];
        }
    }
}
