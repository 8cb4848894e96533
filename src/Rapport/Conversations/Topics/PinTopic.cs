using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// POST /topics/{id}/pin and /unpin: keeps a topic first in its space.
public static class PinTopic
{
    public static async Task<IResult> Handle(long id, Db db, Me me, TimeProvider clock)
    {
        var by = me.Member;
        var topic = await db.Topics.VisibleTo(me).Find(id);
        db.Add(topic.Pin(db.NewId(), by, clock.GetUtcNow()));
        await db.Save(new TopicPinned(topic, await Where.Of(db, topic)));
        return Go.To(topic.Path);
    }

    public static async Task<IResult> Undo(long id, Db db, Me me, TimeProvider clock)
    {
        var by = me.Member;
        var topic = await db.Topics.VisibleTo(me).Find(id);
        var pin = await db.Pins.FirstOrDefaultAsync(p => p.Id == topic.PinId) ?? throw new Refused("This topic is not pinned.");
        topic.Unpin(pin, by, clock.GetUtcNow());
        await db.Save(new TopicPinned(topic, await Where.Of(db, topic)));
        return Go.To(topic.Path);
    }
}
