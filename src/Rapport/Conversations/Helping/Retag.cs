using Rapport.Conversations.Posts;
using Rapport.Conversations.Tags;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Kernel.Site;
using Rapport.Trust;

namespace Rapport.Conversations.Helping;

/// POST /topics/{id}/tags: a trusted member gives a topic the tags it is found by. What it had before stands among the decisions.
static class Retag
{
    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, Privileges privileges, Gate gate) => Go.To((await Tag(id, sent["tags"], db, me, privileges, gate)).Path);

    public static async Task<Topic> Tag(long id, string? tags, Db db, Me me, Privileges privileges, Gate gate)
    {
        var topic = await Helping.Find(id, Privilege.Tags, db, me, privileges);
        if (topic.Kind == TopicKind.Review) throw new Refused("Reviews carry no tags.");
        var where = await Where.Of(db, topic);
        var before = await db.Tags.Where(t => where.Tags.Contains(t.Id)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync();
        await gate.RefuseTags(topic, me.Member, [.. Conversations.Tag.Read(tags).Except(before)]);
        if (await EditPost.Relabel(topic, where, new(null, null, Tags: tags ?? ""), db) is not { } told) return topic;
        db.Audit("topic.tagged", topic, $"{string.Join(", ", before)} → {string.Join(", ", Conversations.Tag.Read(tags))}");
        await db.Save(told);
        return topic;
    }
}
