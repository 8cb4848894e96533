using Rapport.Statistics;

namespace Rapport.Governance;

/// What became of one group of what was written here in a period. What its author took back is counted beside it: nobody else decided that.
public record Outcome(int Published, int Hidden, int TakenBack, IReadOnlyList<Statistics.Wait> Waits)
{
    /// Hours until a moderator decided, of those that were held; those still waiting count for as long as they have.
    public KaplanMeier Held { get; } = KaplanMeier.Fit(Waits);

    public int DecidedAfterWaiting => Waits.Count(w => w.Happened);
    public int Decided => Published + Hidden;
    public double? Share => Decided == 0 ? null : (double)Published / Decided;
    public Interval? Interval => Decided == 0 ? null : Proportion.Wilson(Published, Decided);
}
