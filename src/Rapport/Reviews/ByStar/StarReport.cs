using Rapport.Governance;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.ByStar;

/// What became of the reviews with so many stars.
public sealed record StarRow(int Stars, int Published, int Hidden, int TakenBack, IReadOnlyList<Statistics.Wait> Waits) : Outcome(Published, Hidden, TakenBack, Waits);

/// Whether stars have anything to do with what is published and how soon.
/// Of what waits the stars are told nobody, not in a table either: whoever decides is not to know them.
public sealed record StarReport(DateTimeOffset? Since, int Waiting, IReadOnlyList<StarRow> Rows) : OutcomeReport(Since, Waiting, Rows)
{
    public IResult Csv(Db db, HttpContext context) => Csv("stars", Rows.Select(r => $"{r.Stars}"), $"reviews-by-star-{db.Clock.GetUtcNow():yyyy-MM-dd}.csv", context);

    public static async Task<StarReport> Of(Db db, DateTimeOffset? since)
    {
        var reviews = db.Reviews.AsNoTracking().Where(r => r.ImportedAt == null);
        if (since is { } from) reviews = reviews.Where(r => r.CreatedAt >= from);
        var states = await reviews.GroupBy(r => new { r.Stars, r.State }).Select(g => new { g.Key.Stars, g.Key.State, Count = g.Count() }).ToListAsync();
        var held = await reviews.Join(db.Held("post"), r => r.Id, c => c.ThingId, (r, c) => new { r.Stars, r.State, c.OpenedAt, c.DecidedAt }).ToListAsync();
        var now = db.Clock.GetUtcNow();
        var waits = held.Where(h => h.DecidedAt is not null || h.State == ReviewState.Held).ToLookup(h => h.Stars, h => new Statistics.Wait(((h.DecidedAt ?? now) - h.OpenedAt).TotalHours, h.DecidedAt is not null));
        int Many(int stars, ReviewState state) => states.Where(s => s.Stars == stars && s.State == state).Sum(s => s.Count);
        return new(since, states.Where(s => s.State == ReviewState.Held).Sum(s => s.Count), [.. Enumerable.Range(Review.Worst, Review.Best).Reverse().Select(s => new StarRow(s, Many(s, ReviewState.Published), Many(s, ReviewState.Hidden), Many(s, ReviewState.Removed), [.. waits[s]]))]);
    }
}
