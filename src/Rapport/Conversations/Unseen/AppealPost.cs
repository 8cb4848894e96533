using Rapport.Conversations.Posts;
using Rapport.Governance;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Unseen;

/// GET /posts/{id}/appeal asks why, POST does it: whose words were hidden asks once for another look, by somebody else where there is one.
static class AppealPost
{
    public static async Task<IResult> Show(long id, Db db, Me me) => Page.Of<AppealPage>(new { Hidden = await Find(id, db, me) });

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me)
    {
        var post = await Appeal(id, sent["words"], db, me);
        return Go.To(post.Kind == PostKind.Opening ? post.Topic.Path : post.Path);
    }

    public static async Task<Post> Appeal(long id, string? words, Db db, Me me)
    {
        var (post, removal) = await Find(id, db, me);
        var about = await db.CaseOf("post", id, post.AuthorId);
        about.AskAgain(me.Member, words, removal.RemovedBy);
        await db.Save(new DecisionAppealed(about));
        return post;
    }

    static async Task<(Post Post, Removal Removal)> Find(long id, Db db, Me me)
    {
        var by = me.Member.Id;
        var post = await db.Posts.KnownTo(me).Find(id);
        if (post.AuthorId != by) throw new NotFound();
        if (await db.RemovalOf(id) is not { } removal || !removal.IsHiding(post)) throw new Refused("This is not hidden.");
        if (await db.Cases.AnyAsync(c => c.Kind == "post" && c.ThingId == id && c.Wait == Wait.Appeal && c.OpenedAt >= removal.RemovedAt)) throw new Refused("You asked for another look at this already.");
        return (post, removal);
    }
}
