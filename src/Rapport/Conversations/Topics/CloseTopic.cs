using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// POST /topics/{id}/close and /reopen: a moderator ends a topic, or lets it go on.
public static class CloseTopic
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me) => Go.To((await Close(id, sent["reason"], db, me)).Path);

    public static async Task<IResult> Reopen(long id, Db db, Me me) => Go.To((await Open(id, db, me)).Path);

    public static async Task<Topic> Close(long id, string? reason, Db db, Me me)
    {
        var by = me.Member;
        var topic = await db.Topics.VisibleTo(me).Find(id);
        db.Add(topic.Close(db.NewId(), by, reason, db.Clock.GetUtcNow()));
        await db.Save(new TopicClosed(topic, await Where.Of(db, topic)));
        return topic;
    }

    public static async Task<Topic> Open(long id, Db db, Me me)
    {
        var by = me.Member;
        Topic.RefuseUnlessModerator(by);
        var topic = await db.Topics.VisibleTo(me).Find(id);
        var closure = await db.Closures.FirstOrDefaultAsync(c => c.Id == topic.ClosureId) ?? throw new Refused("This topic is open already.");
        topic.Reopen(closure, by, db.Clock.GetUtcNow());
        await db.Save(new TopicReopened(topic, await Where.Of(db, topic)));
        return topic;
    }
}
