using Rapport.Conversations.Unseen;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// GET /posts/{id}/remove asks, POST does it: an author removes their own, a moderator hides what others wrote, with a reason that they read.
static class RemovePost
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        var by = me.Member;
        var post = await db.Posts.AsNoTracking().KnownTo(me).Find(id);
        if (post.IsRemoved || post.AuthorId != by.Id && !me.IsModerator) throw new NotFound();
        return Page.Of<RemovePage>(new { Post = post, Foreign = post.AuthorId != by.Id });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, SiteSettings settings, GovernedPosts posts)
    {
        var post = await db.Posts.KnownTo(me).Find(id);
        await Remove(post, Basis.From(name => sent[name], settings.Of<ModerationSettings>()), db, me, posts);
        return Go.To(post.Kind == PostKind.Opening && post.Topic.Sight != Sight.Shown ? post.Topic.Path : post.Path);
    }

    public static async Task Remove(Post post, Basis on, Db db, Me me, GovernedPosts posts)
    {
        var (by, id, topic) = (me.Member, post.Id, post.Topic);
        if (by.Id != post.AuthorId && me.IsModerator)
        {
            await db.Decide(await db.CaseOf("post", id, post.AuthorId), posts, Verdict.Hide, by, on);
            return;
        }
        var (where, removal) = (await Where.Of(db, topic), post.Remove(by, on.Reason, db.Clock.GetUtcNow()));
        db.Add(removal);
        await db.Vanish(post, removal, where);
        // What only waited for a moderator waits no more; what was reported they still look at.
        if (await db.OpenCase("post", id) is { Wait: not null } waiting && !await db.Reports.AnyAsync(r => r.CaseId == waiting.Id)) db.Remove(waiting);
        await db.Save(new PostRemoved(topic, post, where));
    }
}
