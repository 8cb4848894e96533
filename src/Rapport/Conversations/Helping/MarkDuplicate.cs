using System.Globalization;
using System.Text.RegularExpressions;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Helping;

/// POST /topics/{id}/duplicate: a trusted member says that a question was asked before, and where. /undo takes it back.
static partial class MarkDuplicate
{
    const int Most = 5;

    public static async Task<IResult> Handle(long id, Sent sent, Db db, Me me, Privileges privileges) => Go.To((await Mark(id, Read(sent["of"]), db, me, privileges)).Path);

    public static async Task<IResult> Undo(long id, Sent sent, Db db, Me me, Privileges privileges) => Go.To((await Unmark(id, Read(sent["of"]), db, me, privileges)).Path);

    /// A topic's number, or its address.
    static long? Read(string? said) => said is { Length: <= 500 } && Number().Match(said.Trim()) is { Success: true } found && long.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    [GeneratedRegex(@"(?:^|/topics/)(\d{1,16})(?:$|[/?#])")]
    private static partial Regex Number();

    public static async Task<Topic> Mark(long id, long? of, Db db, Me me, Privileges privileges)
    {
        var topic = await Helping.Find(id, Privilege.Duplicates, db, me, privileges);
        if (of is null || await db.Topics.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(t => t.Id == of) is not { } earlier) throw new Refused("Say where it was asked: the address of that topic.") { Field = "of" };
        if (earlier.Id == id) throw new Refused("This is the topic itself.") { Field = "of" };
        if (topic.Kind != TopicKind.Question || earlier.Kind != TopicKind.Question) throw new Refused("Only questions are asked twice.") { Field = "of" };
        if (await db.TopicLinks.AnyAsync(l => l.TopicId == earlier.Id && l.OtherId == id && l.Kind == TopicLinkKind.Duplicate)) throw new Refused("The other one says that it was asked before, here.") { Field = "of" };
        if (await db.TopicLinks.CountAsync(l => l.TopicId == id && l.Kind == TopicLinkKind.Duplicate) >= Most) throw new Refused("A question points at no more than {n} others.", ("n", Most)) { Field = "of" };
        if (await db.TopicLinks.FirstOrDefaultAsync(l => l.TopicId == id && l.OtherId == earlier.Id) is { } known)
        {
            if (known.Kind == TopicLinkKind.Duplicate) return topic;
            db.Remove(known);
            await db.SaveChangesAsync();
        }
        db.Add(new TopicLink(id, earlier.Id, TopicLinkKind.Duplicate, db.Clock.GetUtcNow()));
        db.Audit("topic.duplicate", topic, earlier.Path);
        await db.Save(new TopicLinked(topic, earlier.Id, true, await Where.Of(db, topic)));
        return topic;
    }

    public static async Task<Topic> Unmark(long id, long? of, Db db, Me me, Privileges privileges)
    {
        var topic = await Helping.Find(id, Privilege.Duplicates, db, me, privileges);
        var link = await db.TopicLinks.FirstOrDefaultAsync(l => l.TopicId == id && l.OtherId == of && l.Kind == TopicLinkKind.Duplicate) ?? throw new NotFound();
        db.Remove(link);
        db.Audit("topic.noduplicate", topic);
        await db.Save(new TopicLinked(topic, link.OtherId, false, await Where.Of(db, topic)));
        return topic;
    }
}
