using Rapport.Insight.Visits;
using Rapport.Statistics;

namespace Rapport.Insight.Measures;

/// A share of so many, with what the numbers leave open (95 %).
public sealed record Share(long Of, long N)
{
    public double? Value => N == 0 ? null : (double)Of / N;
    public Interval? Interval => N == 0 ? null : Proportion.Wilson(Of, N);
}

/// How long people waited for a first answer, in hours. Who still waits counts for as long as they have.
public sealed record Waits(KaplanMeier Curve)
{
    public int N => Curve.N;
    public int Answered => Curve.Happened;

    /// Null where nothing can be said; infinite where not enough were answered yet.
    public double? Quantile(double p) => N == 0 ? null : Curve.Quantile(p);

    public Interval? IntervalOf(double p) => N == 0 ? null : Curve.QuantileInterval(p);
}

/// A question by its day, with the hours until its first answers so far, and until now.
public readonly record struct Fate(DateOnly Day, double? Peer, double? Staff, double Waited)
{
    public double? Any => Peer is { } p && Staff is { } s ? Math.Min(p, s) : Peer ?? Staff;
}

/// Everything that is measured about a period.
public sealed record Measured(Period Period, IReadOnlyList<DailyCount> Counts, IReadOnlyList<Fate> Questions)
{
    public long Of(Fact fact) => Counts.Where(c => c.Fact == fact).Sum(c => c.Number);

    public long Visits => DailyCount.Sources.Sum(Of);

    public Share FoundNothing => new(Math.Min(Of(Fact.Unfound), Of(Fact.Searches)), Of(Fact.Searches));

    /// Of the questions that have been there that long, those answered by anybody within it.
    public Share Within(double hours) => new(Questions.Count(q => q.Waited >= hours && q.Any <= hours), Questions.Count(q => q.Waited >= hours));

    public Share EverAnswered => new(Questions.Count(q => q.Any is not null), Questions.Count);

    public Waits ByPeers => Fit(q => q.Peer);
    public Waits ByStaff => Fit(q => q.Staff);
    public Waits ByAnybody => Fit(q => q.Any);

    Waits Fit(Func<Fate, double?> first) => new(KaplanMeier.Fit([.. Questions.Select(q => first(q) is { } hours ? new Wait(hours, true) : new Wait(q.Waited, false))]));

    public bool IsEmpty => Counts.Count == 0 && Questions.Count == 0;
}
