using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}: leads to the post's place in its topic, on whatever page that is now.
public static class ShowPost
{
    public static async Task<IResult> Handle(long id, Db db, Me me) => Go.To(await PathTo(db, me, id));

    public static async Task<string> PathTo(Db db, Me me, long id)
    {
        if (await Seen(db, me, id) is { } path) return path;
        // What others do not see stands on the first page for who does.
        return await db.Posts.KnownTo(me).Where(p => p.Id == id && (p.Sight != Sight.Shown || p.RemovedAt != null || p.Topic.Sight != Sight.Shown)).Select(p => new { p.TopicId, p.Topic.Slug }).FirstOrDefaultAsync() is { } unseen
            ? $"{Topic.PathOf(unseen.TopicId, unseen.Slug)}#p{id}" : throw new NotFound();
    }

    static async Task<string?> Seen(Db db, Me me, long id)
    {
        var visible = db.Topics.VisibleTo(me);
        var post = await db.Posts.Where(p => p.Id == id && p.Sight == Sight.Shown)
            .Join(visible, p => p.TopicId, t => t.Id, (p, t) => new { p.Id, p.Kind, p.ParentId, p.Place, p.TopicId, t.Slug, TopicKind = t.Kind }).FirstOrDefaultAsync();
        if (post is null) return null;
        var path = Topic.PathOf(post.TopicId, post.Slug);
        if (post.Kind == PostKind.Opening) return path;
        var reply = post.Kind == PostKind.Reply ? post.Id : post.ParentId!.Value;
        var before = reply == post.TopicId ? 0 : await Before(db, reply, post.TopicKind);
        var page = before / TopicView.PerPage + 1;
        var query = string.Join('&', ((string?[])[page > 1 ? $"page={page}" : null, post.Place > TopicView.CommentsAtOnce ? $"comments={reply}" : null]).OfType<string>());
        return $"{path}{(query.Length > 0 ? "?" + query : "")}#p{id}";
    }

    /// How many replies stand before it, in the order of its topic.
    static async Task<int> Before(Db db, long id, TopicKind kind)
    {
        var self = await db.Posts.Where(p => p.Id == id).Select(p => new { p.TopicId, p.Accepted, p.Score, p.ByEmployee, p.CreatedAt }).FirstAsync();
        if (self.Accepted && kind == TopicKind.Question) return 0;
        var others = db.Posts.Where(p => p.TopicId == self.TopicId && p.Kind == PostKind.Reply && p.Sight == Sight.Shown);
        return kind == TopicKind.Question
            ? await others.CountAsync(p => p.Accepted || p.Score > self.Score || p.Score == self.Score && (!p.ByEmployee && self.ByEmployee
                || p.ByEmployee == self.ByEmployee && (p.CreatedAt < self.CreatedAt || p.CreatedAt == self.CreatedAt && p.Id < id)))
            : await others.CountAsync(p => p.CreatedAt < self.CreatedAt || p.CreatedAt == self.CreatedAt && p.Id < id);
    }
}
