using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Reviews.ByStar;
using Rapport.Statistics;

namespace Rapport.Reviews.Neutrality;

/// What everybody is told of how this community decides: the last year by star and by temper, decisions by reason, reversals, and what waits now.
public sealed record Shown(StarReport Stars, TemperReport Tempers, DecisionMeasures Decisions, int Held, DateTimeOffset? HeldSince, DateTimeOffset At)
{
    public const int Days = 365;

    public IReadOnlyList<(Ground Ground, int Decisions)> Grounds => [.. Enum.GetValues<Ground>().Select(g => (g, Decisions.ByRule.Where(r => r.Ground == g).Sum(r => r.Fared.Decisions)))];
    public int Suspensions => Decisions.Verdicts.GetValueOrDefault(Verdict.Suspend);
}

/// GET /neutrality, and the same as JSON. Aggregates only: nobody's name, nothing of what waits but how much.
static class ShowNeutrality
{
    public const string Path = "/neutrality";

    public static async Task<IResult> Handle(Db db) => Page.Of<NeutralityPage>(new { Of = await Read(db) }).Tagged("reviews", CaseEvent.Neutrality);

    public static async Task<IResult> Json(Db db)
    {
        var now = await Read(db);
        return Results.Json(new
        {
            now.At, Shown.Days, Stars = now.Stars.Rows.Select(r => Figures(r, r.Stars)), Tempers = now.Tempers.Rows.Select(r => Figures(r, r.Temper.ToString().ToLowerInvariant())),
            Definitions = new { criticAtMost = TemperReport.CriticAtMost, friendAtLeast = TemperReport.FriendAtLeast, confidence = 0.95, testLevel = OutcomeReport.Level },
            Tests = new { shareByStar = P(now.Stars.Share), timeByStar = P(now.Stars.Time), shareByTemper = P(now.Tempers.Share), timeByTemper = P(now.Tempers.Time) },
            Decisions = new { byGround = now.Grounds.ToDictionary(g => g.Ground.ToString().ToLowerInvariant(), g => g.Decisions), suspensions = now.Suspensions, all = now.Decisions.All.Decisions, reversed = now.Decisions.All.Reversed, reversalRate = now.Decisions.All.ReversalRate, reversalInterval = Ends(now.Decisions.All.ReversalInterval) },
            Waiting = new { now.Held, since = now.HeldSince },
        });
    }

    static async Task<Shown> Read(Db db)
    {
        var now = db.Clock.GetUtcNow();
        var since = now.AddDays(-Shown.Days);
        var held = await db.Held("post").Where(c => c.DecidedAt == null).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Since = g.Min(c => c.OpenedAt) }).FirstOrDefaultAsync();
        return new(await StarReport.Of(db, since), await TemperReport.Of(db, since), await DecisionMeasures.Of(db, since), held?.Count ?? 0, held?.Since, now);
    }

    static object Figures(Outcome row, object of) => new
    {
        of, row.Published, row.Hidden, row.TakenBack, share = row.Share, shareInterval = Ends(row.Interval), decidedAfterWaiting = row.DecidedAfterWaiting,
        medianHours = row.Held.N == 0 ? null : Finite(row.Held.Quantile(0.5)), medianInterval = row.Held.N == 0 ? null : Ends(row.Held.QuantileInterval(0.5)),
    };

    static double?[]? Ends(Interval? around) => around is { } known ? [Finite(known.Lower), Finite(known.Upper)] : null;

    /// What is not reached yet is null: JSON knows no infinity.
    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    static double? P(Finding? found) => found?.P;
}
