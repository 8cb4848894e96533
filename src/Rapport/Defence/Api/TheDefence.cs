using System.ComponentModel;
using Rapport.Defence.Learning;
using Rapport.Defence.Patterns;
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

/// Something that shows only when several things are seen together: much at once, a ring, accounts on one device.
public sealed record FindingJson(long Id, SignalKind Signal, [property: Description("What exactly was much at once, with `burst`.")] Burst? Burst, int Number, [property: Description("Of how many others; with `ring` the percentage that stays among them.")] int Others,
    DateTimeOffset FoundAt, DateTimeOffset SeenAt, [property: Description("When a moderator had cases opened for it.")] DateTimeOffset? LookedAt, [property: Description("When a moderator said that there is nothing to it.")] DateTimeOffset? DismissedAt, IReadOnlyList<long> Members, IReadOnlyList<long> Posts)
{
    public static FindingJson Example => new(1310, SignalKind.Ring, null, 6, 94, new(2026, 3, 3, 3, 37, 0, TimeSpan.Zero), new(2026, 3, 4, 3, 37, 0, TimeSpan.Zero), null, null, [1031, 1032, 1033, 1034, 1035, 1036], []);
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

    public static async Task<Paged<FindingJson>> Findings([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireModerator();
        var rows = await db.Findings.AsNoTracking().LatestFirst(f => f.SeenAt, paging.AfterMoment).Take(paging.Take).ToListAsync();
        var ids = rows.ConvertAll(f => f.Id);
        var parts = (await db.FindingParts.AsNoTracking().Where(p => ids.Contains(p.FindingId)).OrderBy(p => p.ThingId).ToListAsync()).ToLookup(p => (p.FindingId, p.Of), p => p.ThingId);
        return paging.Of(rows, f => Paging.Moment(f.SeenAt, f.Id), f => new FindingJson(f.Id, f.Kind, f.Burst, f.Number, f.Others, f.FoundAt, f.SeenAt, f.LookedAt, f.DismissedAt, [.. parts[(f.Id, "member")]], [.. parts[(f.Id, "post")]]));
    }
}
