using System.ComponentModel;
using Rapport.Defence.Learning;
using Rapport.Defence.Signals;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Defence.Api;

/// What the classifier of advertising has learned, and how often each signal was right.
public sealed record DefenceJson([property: Description("Null while too few decisions were there to learn from.")] ClassifierJson? Classifier, IReadOnlyList<SignalRecordJson> Signals)
{
    public static DefenceJson Example => new(ClassifierJson.Example, [SignalRecordJson.Example]);
}

public sealed record ClassifierJson(DateTimeOffset LearnedAt, int Decisions, int Spam, [property: Description("It only advises until it has learned from so many.")] int Enough, [property: Description("Whether it holds new members' posts until a moderator looked at them.")] bool Holds,
    [property: Description("Of how many honest posts that it had not learned from it would hold how many.")] int TriedHonest, int WouldHold, [property: Description("Of how many that were advertising it would catch how many.")] int TriedSpam, int WouldCatch)
{
    public static ClassifierJson Example => new(new(2026, 3, 3, 2, 47, 0, TimeSpan.Zero), 240, 61, 200, true, 2_179, 3, 61, 54);

    internal static ClassifierJson Of(KnownClassifier.Lesson lesson, DefenceSettings settings) => new(lesson.At, lesson.Decisions, lesson.Spam, settings.Enough, lesson.MayHold(settings),
        lesson.Classifier.Trial.Honest, lesson.Classifier.Trial.Held, lesson.Classifier.Trial.Spam, lesson.Classifier.Trial.Caught);
}

/// How often a signal was raised, and what moderators who decided made of it.
public sealed record SignalRecordJson(SignalKind Signal, int Raised, int Right, int Wrong, [property: Description("The share that was right lies between these two (95 %); null where nobody decided.")] double? Lower, double? Upper)
{
    public static SignalRecordJson Example => new(SignalKind.Words, 58, 49, 4, 0.82, 0.97);

    internal static SignalRecordJson Of(SignalRecord record) => new(record.Kind, record.Raised, record.Right, record.Wrong, record.Interval?.Lower, record.Interval?.Upper);
}

/// Something that was noticed about a post or a member.
public sealed record SignalJson(long Id, SignalKind Signal, [property: Description("`post` or `member`.")] string Kind, [property: Description("The id of what it is about.")] long Thing, DateTimeOffset At, [property: Description("How probable, in percent, with `words`; else how many.")] int Number,
    [property: Description("How many other members, with `copies`.")] int Others, bool Held, [property: Description("Whether a moderator agreed; null where nobody decided.")] bool? Right)
{
    public static SignalJson Example => new(1300, SignalKind.Words, "post", 1043, new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), 98, 0, true, null);

    internal static SignalJson Of(Signal s) => new(s.Id, s.Kind, s.Of, s.ThingId, s.At, s.Number, s.Others, s.Held, s.Right);
}

static class TheDefence
{
    public static async Task<DefenceJson> Show(Db db, Me me, KnownClassifier known, SiteSettings settings)
    {
        me.RequireModerator();
        return new(known.Now is { } lesson ? ClassifierJson.Of(lesson, settings.Of<DefenceSettings>()) : null, [.. (await db.SignalRecords()).Values.OrderBy(r => r.Kind).Select(SignalRecordJson.Of)]);
    }

    public static async Task<Paged<SignalJson>> List([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireModerator();
        var rows = await db.Signals.AsNoTracking().LatestFirst(s => s.At, paging.AfterMoment).Take(paging.Take).ToListAsync();
        return paging.Of(rows, s => Paging.Moment(s.At, s.Id), SignalJson.Of);
    }
}
