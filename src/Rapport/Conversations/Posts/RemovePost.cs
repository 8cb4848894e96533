using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}/remove asks, POST does it. Where others answered below, the place stays and says so; else the post is gone.
public static class RemovePost
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        var by = me.Member;
        var post = await db.Posts.AsNoTracking().VisibleTo(me).Find(id);
        if (post.AuthorId != by.Id && !me.IsModerator) throw new NotFound();
        return Page.Of<RemovePage>(new { Post = post, Foreign = post.AuthorId != by.Id });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, TimeProvider clock)
    {
        var (by, now) = (me.Member, clock.GetUtcNow());
        var post = await db.Posts.VisibleTo(me).Find(id);
        var topic = post.Topic;
        db.Add(post.Remove(by, sent["reason"], now));
        var where = await Where.Of(db, topic);
        if (topic.AcceptedId == post.Id) topic.Unsolve(post);
        var path = topic.Path;
        switch (post.Kind)
        {
            case PostKind.Opening when topic.Replies == 0 && post.Comments == 0:
                topic.Hide();
                db.CountTopic(topic.SpaceId, -1);
                db.CountTagged(where.Tags, -1);
                path = topic.Space.Path;
                break;
            case PostKind.Opening: topic.Quote(post); break;
            case PostKind.Reply when post.Comments == 0: Gone(db, post); break;
            case PostKind.Comment: await Comment(db, post); break;
        }
        await db.Save(new PostRemoved(topic, post, where));
        return Go.To(path);
    }

    static void Gone(Db db, Post reply)
    {
        reply.Hide();
        db.CountReply(reply.TopicId, -1, null);
    }

    /// The last comment below a removed reply takes the empty place with it.
    static async Task Comment(Db db, Post comment)
    {
        comment.Hide();
        var below = comment.ParentId!.Value;
        db.CountComment(below, comment.TopicId, -1, null);
        var parent = await db.Posts.FirstOrDefaultAsync(p => p.Id == below);
        if (parent is { Kind: PostKind.Reply, IsRemoved: true, Comments: 1 }) Gone(db, parent);
    }
}
