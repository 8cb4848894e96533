using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.People;

/// What a member wrote, as far as the visitor may read it, and nothing for whom they blocked: the latest on their profile, all of it at /members/{id}/posts.
public sealed class MemberPosts(Db db, Me me, Turns turns)
{
    public const int Most = 10, PerPage = 30, MostCounted = 10_000;

    public sealed record Row(long Id, PostKind Kind, string Excerpt, int Score, bool Accepted, DateTimeOffset At, long TopicId, TopicKind TopicKind, string Title, string Slug)
    {
        public string Path => Kind == PostKind.Opening ? Topic.PathOf(TopicId, Slug) : $"/posts/{Id}";
    }

    public Task<List<Row>> Latest(long member, Moment? after = null, int most = Most) => turns.Take(() => Written(member, after).Take(most)
        .Select(p => new Row(p.Id, p.Kind, p.Excerpt, p.Score, p.Accepted, p.CreatedAt, p.TopicId, p.Topic.Kind, p.Topic.Title, p.Topic.Slug)).ToListAsync());

    public Task<(int Posts, int Accepted)> Figures(long member) => turns.Take(async () =>
    {
        var blockers = db.BlockersOf(me.Id);
        var counted = await db.Posts.Where(p => p.AuthorId == member && p.Sight == Sight.Shown && !blockers.Contains(member)).Select(p => p.Id).Take(MostCounted).CountAsync();
        var accepted = counted == 0 ? 0 : await db.Posts.CountAsync(p => p.AuthorId == member && p.Accepted);
        return (counted, accepted);
    });

    IQueryable<Post> Written(long member, Moment? after)
    {
        var posts = db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.AuthorId == member);
        if (!me.IsAnonymous)
        {
            var blockers = db.BlockersOf(me.Id);
            posts = posts.Where(p => !blockers.Contains(member));
        }
        if (after is var (at, id)) posts = posts.Where(p => p.CreatedAt <= at && (p.CreatedAt < at || p.Id < id));
        return posts.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
    }

    public static async Task<IResult> Handle(long id, string? after, Db db, Me me, MemberPosts posts)
    {
        var member = await db.Members.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
        var rows = await posts.Latest(id, Moment.Read(after), PerPage + 1);
        var next = rows.Count > PerPage ? new Moment(rows[PerPage - 1].At, rows[PerPage - 1].Id).ToString() : null;
        return Page.Of<MemberPostsPage>(new { Member = member, Rows = (IReadOnlyList<Row>)[.. rows.Take(PerPage)], Next = next, Blocked = rows.Count == 0 && await db.BlockersOf(me.Id).ContainsAsync(id) });
    }
}
