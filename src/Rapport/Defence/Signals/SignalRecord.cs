using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Defence.Signals;

/// How often a kind of signal was raised, and how often a moderator who decided agreed.
public sealed record SignalRecord(SignalKind Kind, int Raised, int Right, int Wrong)
{
    public int Decided => Right + Wrong;

    /// With what so few leave open (95 %); nothing where nobody decided.
    public Interval? Interval => Decided == 0 ? null : Proportion.Wilson(Right, Decided);
}

public static class Recording
{
    extension(Db db)
    {
        public async Task<IReadOnlyDictionary<SignalKind, SignalRecord>> SignalRecords() =>
            (await db.Signals.GroupBy(s => s.Kind).Select(g => new { g.Key, Raised = g.Count(), Right = g.Count(s => s.Right == true), Wrong = g.Count(s => s.Right == false) }).ToListAsync())
                .ToDictionary(g => g.Key, g => new SignalRecord(g.Key, g.Raised, g.Right, g.Wrong));

        /// Raises a signal, or says once more what was noticed before: into what Save stores.
        internal async Task Raise(SignalKind kind, string of, long thing, long? author, int number, int others = 0, bool held = false)
        {
            var now = db.Clock.GetUtcNow();
            var known = db.Signals.Local.FirstOrDefault(s => s.Kind == kind && s.Of == of && s.ThingId == thing) ?? await db.Signals.AsTracking().FirstOrDefaultAsync(s => s.Kind == kind && s.Of == of && s.ThingId == thing);
            if (known is null) db.Add(known = new(db.NewId(), kind, of, thing, author, now));
            known.Notice(number, others, held, now);
        }
    }
}
