using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// POST /topics/{id}/pin and /unpin: keeps a topic first in its space.
public static class PinTopic
{
    public static async Task<IResult> Handle(long id, Db db, Me me) => Go.To((await Pin(id, db, me)).Path);

    public static async Task<IResult> Undo(long id, Db db, Me me) => Go.To((await Unpin(id, db, me)).Path);

    public static async Task<Topic> Pin(long id, Db db, Me me)
    {
        var by = me.Member;
        var topic = await db.Topics.VisibleTo(me).Find(id);
        db.Add(topic.Pin(db.NewId(), by, db.Clock.GetUtcNow()));
        await db.Save(new TopicPinned(topic, await Where.Of(db, topic)));
        return topic;
    }

    public static async Task<Topic> Unpin(long id, Db db, Me me)
    {
        var by = me.Member;
        Topic.RefuseUnlessModerator(by);
        var topic = await db.Topics.VisibleTo(me).Find(id);
        var pin = await db.Pins.FirstOrDefaultAsync(p => p.Id == topic.PinId) ?? throw new Refused("This topic is not pinned.");
        topic.Unpin(pin, by, db.Clock.GetUtcNow());
        await db.Save(new TopicPinned(topic, await Where.Of(db, topic)));
        return topic;
    }
}
