using System.ComponentModel;
using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Feed.Api;

/// Something you were told.
public sealed record NoticeJson(long Id, [property: Description("Why you were told.")] NoticeKind Kind, [property: Description("What happened to the post.")] Occasion Occasion, [property: Description("The same in words, in the language asked for.")] string Says, bool Unread, DateTimeOffset At,
    [property: Description("The topic and the post it is about; null for a decision about something else.")] long? Topic, string? TopicTitle, long? Post, [property: Description("The first words of the post.")] string Excerpt, [property: Description("Who did it; null for somebody who left.")] string? By, string Url, [property: Description("Why a moderator decided so.")] string? Reason, [property: Description("Why a moderator hid it.")] Ground? Ground)
{
    public static NoticeJson Example => new(1120, NoticeKind.Answer, Occasion.Said, "Ben answered your question", true, new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), 1040, "How do I stop the drip?", 1043, "Turn the lid to the left.", "Ben", "/posts/1043", null, null);

    internal static NoticeJson Of(NoticeRow n, Locale words) =>
        new(n.Id, n.Kind, n.Occasion, n.Kind == NoticeKind.Standing ? NoticeWords.Standing(words, n) : n.Verdict is { } verdict ? NoticeWords.Decided(words, n.Kind, verdict, n.Of) : NoticeWords.Say(words, n.Kind, n.Occasion, n.PostKind, n.TopicKind, n.Who ?? words.Say("Somebody")), n.New, n.At,
            n.Of == "member" ? null : n.TopicId, n.Of == "member" ? null : n.Title, n.Of == "member" ? null : n.PostId, n.Excerpt, n.Who, n.Path, n.Reason, n.IsReport ? null : n.Ground);
}

/// How many there are; 100 stands for more than 99.
public sealed record UnreadJson(int Count)
{
    public static UnreadJson Example => new(3);
}

/// Up to when everything was seen.
public sealed record NoticesRead([property: Description("The instant of the newest notice that was seen; all of them if not said.")] DateTimeOffset? Until = null)
{
    public static NoticesRead Example => new(new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero));
}

static class TheNotices
{
    public static async Task<Paged<NoticeJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        if (paging.After is not null && !ListNotices.IsPlace(paging.After)) throw paging.Forged();
        return paging.Of(await ListNotices.Read(paging.After, paging.Take, db, me), ListNotices.PlaceOf, n => NoticeJson.Of(n, locale));
    }

    public static async Task<UnreadJson> Count(Unread unread) => new(await unread.Count());

    public static async Task<Done> Read(NoticesRead read, Db db, Me me)
    {
        await ReadNotices.Read(read.Until ?? db.Clock.GetUtcNow(), db, me);
        return new();
    }
}
