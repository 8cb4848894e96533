using Rapport.Conversations.Drafts;
using Rapport.Conversations.Following;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Conversations.Topics;

/// POST /topics/{id}/replies: says something in a topic, or shows first how it would look.
public static class PostReply
{
    public static async Task<IResult> Handle(long id, Sent sent, HttpContext context, Db db, Me me, Locale locale, FormState state, Keeper keeper, Gate gate, Ranks ranks)
    {
        if (sent["preview"] is not null) return await Preview(id, sent, context, db, me, locale, state, keeper, ranks);
        return Said.At(context, await Reply(id, await Pictures.Take(sent, keeper, me.Member.Id), db, me, gate));
    }

    public static async Task<Post> Reply(long id, string? body, Db db, Me me, Gate gate)
    {
        var now = db.Clock.GetUtcNow();
        var topic = await db.Topics.VisibleTo(me).Find(id);
        var reply = topic.Reply(db.NewId(), me.Member, await Words.Typed(db, body, topic.Language), now);
        await db.RefuseReplyBetween(me.Member, topic);
        await db.RefuseQuotesBetween(me.Member, reply);
        var waits = await gate.Stops(reply, me.Member);
        db.Add(reply);
        if (!waits) db.CountReply(topic.Id, 1, now);
        await db.FollowFromNowOn(me.Member.Id, id, now);
        db.ForgetDraft(me.Member.Id, DraftKeys.Reply(id));
        await db.KeepPictures(reply);
        var where = await Where.Of(db, topic);
        await db.Save(waits ? [new PostHeld(topic, reply, where)] : [new ReplyPosted(topic, reply, where), .. await db.Mention(reply, topic, now)]);
        return reply;
    }

    static async Task<IResult> Preview(long id, Sent sent, HttpContext context, Db db, Me me, Locale locale, FormState state, Keeper keeper, Ranks ranks)
    {
        var body = await Pictures.Restore(sent, context, state, keeper, me);
        var view = await ShowTopic.Read(db, me, locale, ranks, id, 1);
        var mine = me.IsAnonymous ? Mine.Nothing : await ShowTopic.ReadMine(db, me, locale, view);
        return Page.Of<TopicPage>(new { View = view, Mine = mine with { Preview = await Words.Preview(db, me, locale, body) }, NoIndex = true });
    }
}
