using Rapport.Governance;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Neutrality;

/// How whoever wrote a review rates on average here: a critic, a friend of the brand, or between.
public enum Temper { Critic, Between, Friend }

/// What became of the reviews by one of them.
public sealed record TemperRow(Temper Temper, int Published, int Hidden, int TakenBack, IReadOnlyList<Statistics.Wait> Waits) : Outcome(Published, Hidden, TakenBack, Waits);

/// Whether it has anything to do with what is published and how soon that its author is usually content with the brand's products, or usually not.
public sealed record TemperReport(DateTimeOffset? Since, int Waiting, IReadOnlyList<TemperRow> Rows) : OutcomeReport(Since, Waiting, Rows)
{
    /// A critic's reviews have at most, a friend's at least so many stars on average: of all that they wrote here, whatever became of them.
    public const double CriticAtMost = 2.5, FriendAtLeast = 4;

    public static async Task<TemperReport> Of(Db db, DateTimeOffset? since)
    {
        var all = db.Reviews.AsNoTracking().Where(r => r.ImportedAt == null && r.AuthorId != null);
        var authors = all.GroupBy(r => r.AuthorId).Select(g => new { Id = g.Key, Mean = g.Average(r => (double)r.Stars) });
        var reviews = since is { } from ? all.Where(r => r.CreatedAt >= from) : all;
        var told = reviews.Join(authors, r => r.AuthorId, a => a.Id, (r, a) => new { r.Id, r.State, Temper = a.Mean <= CriticAtMost ? 0 : a.Mean >= FriendAtLeast ? 2 : 1 });
        var states = await told.GroupBy(t => new { t.Temper, t.State }).Select(g => new { g.Key.Temper, g.Key.State, Count = g.Count() }).ToListAsync();
        var held = await told.Join(db.Held("post"), t => t.Id, c => c.ThingId, (t, c) => new { t.Temper, t.State, c.OpenedAt, c.DecidedAt }).ToListAsync();
        var now = db.Clock.GetUtcNow();
        var waits = held.Where(h => h.DecidedAt is not null || h.State == ReviewState.Held).ToLookup(h => h.Temper, h => new Statistics.Wait(((h.DecidedAt ?? now) - h.OpenedAt).TotalHours, h.DecidedAt is not null));
        int Many(int temper, ReviewState state) => states.Where(s => s.Temper == temper && s.State == state).Sum(s => s.Count);
        return new(since, states.Where(s => s.State == ReviewState.Held).Sum(s => s.Count), [.. Enum.GetValues<Temper>().Select(t => new TemperRow(t, Many((int)t, ReviewState.Published), Many((int)t, ReviewState.Hidden), Many((int)t, ReviewState.Removed), [.. waits[(int)t]]))]);
    }
}
