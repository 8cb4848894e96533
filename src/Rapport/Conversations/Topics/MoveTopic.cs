using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// GET and POST /topics/{id}/move: a moderator brings a topic to another space. Its address stays; who may see it changes at once.
public static class MoveTopic
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        if (!me.IsModerator) throw new NotFound();
        var topic = await db.Topics.AsNoTracking().VisibleTo(me).Find(id);
        var spaces = await db.Spaces.AsNoTracking().Where(s => s.Id != topic.SpaceId && s.ArchivedAt == null && s.Purpose == topic.Space.Purpose).OrderBy(s => s.Rank).ThenBy(s => s.Id).ToListAsync();
        return Page.Of<MovePage>(new { Topic = topic, Spaces = spaces });
    }

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me) => Go.To((await Move(id, sent.Number("space"), db, me)).Path);

    public static async Task<Topic> Move(long id, long? target, Db db, Me me)
    {
        var by = me.Member;
        Topic.RefuseUnlessModerator(by);
        var topic = await db.Topics.VisibleTo(me).Find(id);
        var space = await db.Spaces.VisibleTo(me).FirstOrDefaultAsync(s => s.Id == target) ?? throw new Refused("Choose the space this belongs to.") { Field = "space" };
        var from = topic.SpaceId;
        db.Add(topic.Move(db.NewId(), space, by, db.Clock.GetUtcNow()));
        db.CountTopic(from, -1);
        db.CountTopic(space.Id, 1);
        await db.Save(new TopicMoved(topic, from, await Where.Of(db, topic)));
        return topic;
    }
}
