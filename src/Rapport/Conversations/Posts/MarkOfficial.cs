using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// POST /posts/{id}/official: an employee puts the brand's name to their own answer, or takes it away.
public static class MarkOfficial
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me) => Go.To((await Mark(id, !string.Equals(sent["official"], "false", StringComparison.OrdinalIgnoreCase), db, me)).Path);

    public static async Task<Post> Mark(long id, bool official, Db db, Me me)
    {
        var by = me.Member;
        var post = await db.Posts.VisibleTo(me).Find(id);
        post.MarkOfficial(by, official, db.Clock.GetUtcNow());
        await db.Save(new AnswerMarked(post.Topic, post, await Where.Of(db, post.Topic)));
        return post;
    }
}
