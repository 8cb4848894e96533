using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Reviews.ByStar;

/// What became of the reviews with so many stars that were written here in a period. What its author took back is counted beside it: nobody else decided that.
public sealed record StarRow(int Stars, int Published, int Hidden, int TakenBack, IReadOnlyList<Statistics.Wait> Waits)
{
    /// Hours until a moderator decided, of those that were held; those still waiting count for as long as they have.
    public KaplanMeier Held { get; } = KaplanMeier.Fit(Waits);

    public int DecidedAfterWaiting => Waits.Count(w => w.Happened);
    public int Decided => Published + Hidden;
    public double? Share => Decided == 0 ? null : (double)Published / Decided;
    public Interval? Interval => Decided == 0 ? null : Proportion.Wilson(Published, Decided);
}

/// Whether stars have anything to do with what is published and how soon. They must not; if they do, this says so.
/// Of what waits the stars are told nobody, not in a table either: whoever decides is not to know them.
public sealed record StarReport(DateTimeOffset? Since, int Waiting, IReadOnlyList<StarRow> Rows)
{
    /// A difference is called one only where chance alone brings as much less often than this.
    public const double Level = 0.01;

    public Finding? Share { get; } = Homogeneity.Test([.. Rows.Select(r => new Tally(r.Hidden, r.Decided))]);
    public Finding? Time { get; } = LogRank.Test([.. Rows.Select(r => r.Waits)]);

    public bool SharesDiffer => Share?.P < Level;
    public bool TimesDiffer => Time?.P < Level;

    /// Fewer than this, and hardly any difference would be found.
    public const int Few = 30;
    public bool IsFew => Rows.Sum(r => r.Decided) < Few;

    public static async Task<StarReport> Of(Db db, DateTimeOffset? since)
    {
        var reviews = db.Reviews.AsNoTracking().Where(r => r.ImportedAt == null);
        if (since is { } from) reviews = reviews.Where(r => r.CreatedAt >= from);
        var states = await reviews.GroupBy(r => new { r.Stars, r.State }).Select(g => new { g.Key.Stars, g.Key.State, Count = g.Count() }).ToListAsync();
        var held = await reviews.Join(db.Cases.Where(c => c.Kind == "post" && c.Wait != null && c.Wait != Governance.Wait.Changed), r => r.Id, c => c.ThingId, (r, c) => new { r.Stars, r.State, c.OpenedAt, c.DecidedAt }).ToListAsync();
        var now = db.Clock.GetUtcNow();
        var waits = held.Where(h => h.DecidedAt is not null || h.State == ReviewState.Held).ToLookup(h => h.Stars, h => new Statistics.Wait(((h.DecidedAt ?? now) - h.OpenedAt).TotalHours, h.DecidedAt is not null));
        int Many(int stars, ReviewState state) => states.Where(s => s.Stars == stars && s.State == state).Sum(s => s.Count);
        return new(since, states.Where(s => s.State == ReviewState.Held).Sum(s => s.Count), [.. Enumerable.Range(Review.Worst, Review.Best).Reverse().Select(s => new StarRow(s, Many(s, ReviewState.Published), Many(s, ReviewState.Hidden), Many(s, ReviewState.Removed), [.. waits[s]]))]);
    }
}
