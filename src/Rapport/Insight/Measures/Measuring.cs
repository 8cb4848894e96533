using Rapport.Insight.Answers;
using Rapport.Insight.Searches;
using Rapport.Insight.Visits;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Insight.Measures;

/// Reads what was counted and derived for a period.
public static class Measuring
{
    public static async Task<Measured> Measure(this Db db, Period period, Installation installation)
    {
        var counts = await db.Set<DailyCount>().AsNoTracking().Where(c => c.Day >= period.From && c.Day <= period.To).ToListAsync();
        var (from, until) = period.In(installation);
        var now = db.Clock.GetUtcNow();
        var asked = await db.Set<AskedQuestion>().AsNoTracking().Where(q => q.AskedAt >= from && q.AskedAt < until && !q.Gone).Select(q => new { q.AskedAt, q.PeerAt, q.StaffAt }).ToListAsync();
        return new(period, counts, [.. asked.Select(q => new Fate(installation.DayOf(q.AskedAt), Hours(q.AskedAt, q.PeerAt), Hours(q.AskedAt, q.StaffAt), Hours(q.AskedAt, now)!.Value))]);
    }

    /// A clock that was set back, or an import that mixed things up, makes nobody wait less than nothing.
    static double? Hours(DateTimeOffset from, DateTimeOffset? to) => to is { } at ? Math.Max(0, (at - from).TotalHours) : null;

    /// The commonest words of the period's months that were not found, among those that enough people asked for.
    public static Task<List<Sought>> Missing(this Db db, Period period)
    {
        var (from, to) = (new DateOnly(period.From.Year, period.From.Month, 1), period.To);
        return db.Set<Unfound>().AsNoTracking().Where(u => u.Words != null && u.Month >= from && u.Month <= to)
            .GroupBy(u => u.Words!).Select(g => new Sought(g.Key, g.Sum(u => u.Number))).ToListAsync();
    }

    /// Since when there is anything to measure.
    public static async Task<(DateOnly? Counts, DateTimeOffset? Questions)> Since(this Db db) =>
        (await db.Set<DailyCount>().MinAsync(c => (DateOnly?)c.Day), await db.Set<AskedQuestion>().MinAsync(q => (DateTimeOffset?)q.AskedAt));
}

/// Words, and how often they were sought in vain.
public sealed record Sought(string Words, long Number);
