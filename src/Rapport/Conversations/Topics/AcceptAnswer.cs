using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// POST /posts/{id}/accept and /unaccept: whoever asked says which answer helped.
public static class AcceptAnswer
{
    public static async Task<IResult> Handle(long id, Db db, Me me) => Go.To((await Accept(id, db, me)).Path);

    public static async Task<IResult> Undo(long id, Db db, Me me) => Go.To((await Unaccept(id, db, me)).Path);

    public static async Task<Post> Accept(long id, Db db, Me me)
    {
        var by = me.Member;
        var answer = await db.Posts.VisibleTo(me).Find(id);
        var topic = answer.Topic;
        if (topic.AcceptedId == id) return answer;
        var earlier = topic.AcceptedId;
        var before = earlier is null ? null : await db.Posts.FirstOrDefaultAsync(p => p.Id == earlier);
        topic.Accept(answer, before, by, db.Clock.GetUtcNow());
        await db.Save(new AnswerAccepted(topic, answer, before?.Id, await Where.Of(db, topic)));
        return answer;
    }

    public static async Task<Post> Unaccept(long id, Db db, Me me)
    {
        var by = me.Member;
        var answer = await db.Posts.VisibleTo(me).Find(id);
        answer.Topic.Unaccept(answer, by);
        await db.Save(new AnswerUnaccepted(answer.Topic, answer, await Where.Of(db, answer.Topic)));
        return answer;
    }
}
