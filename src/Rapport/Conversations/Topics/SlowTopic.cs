using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// GET and POST /topics/{id}/slow: a moderator cools a heated topic down, for a while or for good.
public static class SlowTopic
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        if (!me.IsModerator) throw new NotFound();
        return Page.Of<SlowTopicPage>(new { Topic = await db.Topics.AsNoTracking().VisibleTo(me).Find(id) });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me)
    {
        var said = Slowness.Said(sent, me, db.Clock.GetUtcNow());
        if (said is null && me.IsModerator) return Go.To((await db.Topics.AsNoTracking().VisibleTo(me).Find(id)).Path);
        var (seconds, until) = said ?? (0, null);
        return Go.To((await Slow(id, seconds, until, db, me)).Path);
    }

    public static async Task<Topic> Slow(long id, int seconds, DateTimeOffset? until, Db db, Me me)
    {
        var by = me.Member;
        var topic = await db.Topics.VisibleTo(me).Find(id);
        topic.SlowDown(seconds, until, by, db.Clock.GetUtcNow());
        db.Audit("topic.slowed", topic, $"{topic.Slow} s");
        await db.Save(new TopicSlowed(topic, await Where.Of(db, topic)));
        return topic;
    }
}
