using Rapport.Conversations.Posts;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// POST /posts/{id}/restore: its author takes back that they removed it, or a moderator brings back what was hidden or removed.
static class RestorePost
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, Gate gate, GovernedPosts posts) => Go.To((await Restore(id, sent["reason"], db, me, gate, posts)).Path);

    public static async Task<Post> Restore(long id, string? reason, Db db, Me me, Gate gate, GovernedPosts posts)
    {
        var by = me.Member;
        var post = await db.Posts.KnownTo(me).Find(id);
        var removal = await db.RemovalOf(id) ?? throw new Refused(post.IsRemoved ? "Its words are gone." : "This has not been removed.");
        if (by.Id != post.AuthorId) await db.Decide(await db.CaseOf("post", id, post.AuthorId), posts, Verdict.Restore, by, reason);
        else await Mine(post, removal, by, db, gate);
        return post;
    }

    static async Task Mine(Post post, Removal removal, Member by, Db db, Gate gate)
    {
        if (removal.IsHiding(post)) throw new Refused("A moderator hid this. Change it, and it is looked at again.");
        var where = await Where.Of(db, post.Topic);
        post.Restore(removal, by, db.Clock.GetUtcNow());
        IReadOnlyList<Event> events;
        if (post.Sight != Sight.Held)
        {
            await db.Return(post, removal, where);
            events = [new PostRestored(post.Topic, post, where)];
        }
        else if (await gate.Why(post, by) is { } why)
        {
            await gate.Hold(post, why);
            events = [new PostHeld(post.Topic, post, where)];
        }
        else events = await db.Publish(post, where);
        await db.Save(events);
    }
}
