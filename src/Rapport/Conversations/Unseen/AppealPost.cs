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
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        var (post, removal, told) = await Find(id, db, me);
        return Page.Of<AppealPage>(new { Hidden = (post, removal), Told = told, Alone = !await db.AnotherModerator(told.DecidedBy, told.AuthorId) });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me)
    {
        var post = await Appeal(id, sent["words"], db, me);
        return Go.To(post.Kind == PostKind.Opening ? post.Topic.Path : post.Path);
    }

    public static async Task<Post> Appeal(long id, string? words, Db db, Me me)
    {
        var (post, _, told) = await Find(id, db, me);
        await db.Save(await db.Appeal(told, me.Id, words));
        return post;
    }

    static async Task<(Post Post, Removal Removal, Statement Told)> Find(long id, Db db, Me me)
    {
        var by = me.Member.Id;
        var post = await db.Posts.KnownTo(me).Find(id);
        if (post.AuthorId != by) throw new NotFound();
        if (await db.RemovalOf(id) is not { } removal || !removal.IsHiding(post)) throw new Refused("This is not hidden.");
        var told = await db.StandingDecision("post", id) ?? throw new Refused("This is not hidden.");
        await db.RefuseAppeal(told);
        return (post, removal, told);
    }
}
