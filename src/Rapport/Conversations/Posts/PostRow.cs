using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// A post as pages show it.
public sealed record PostRow(
    long Id, long TopicId, PostKind Kind, long? ParentId, string Html, string Excerpt, int Score, int Comments,
    bool Accepted, DateTimeOffset? OfficialAt, bool ByEmployee, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt, DateTimeOffset? RemovedAt, long? AuthorId, Person Author)
{
    public string Anchor => $"p{Id}";
    public bool IsRemoved => RemovedAt is not null;
}

static class PostRows
{
    extension(IQueryable<Post> posts)
    {
        /// Accepted first, whoever wrote it; then by score; at equal score the peer before the employee; then the older one.
        public IOrderedQueryable<Post> AsAnswers() => posts.OrderByDescending(p => p.Accepted).ThenByDescending(p => p.Score).ThenBy(p => p.ByEmployee).ThenBy(p => p.CreatedAt).ThenBy(p => p.Id);

        public IOrderedQueryable<Post> AsTheyCame() => posts.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id);

        public IOrderedQueryable<Post> InOrderOf(TopicKind kind) => kind == TopicKind.Question ? posts.AsAnswers() : posts.AsTheyCame();

        /// With their authors. The order of the posts is kept.
        public IQueryable<PostRow> Rows(Db db) =>
            from p in posts
            join m in db.Set<Member>() on p.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            select new PostRow(p.Id, p.TopicId, p.Kind, p.ParentId, p.RemovedAt == null ? p.Html : "", p.RemovedAt == null ? p.Excerpt : "", p.Score, p.Comments, p.Accepted, p.OfficialAt, p.ByEmployee, p.CreatedAt, p.EditedAt, p.RemovedAt, p.AuthorId,
                new Person(m!.Id, m.LeftAt == null ? m.Name : null, m.LeftAt == null ? m.Avatar : null, m.Role, m.Title) { SignedBy = p.SignedBy });
    }
}
