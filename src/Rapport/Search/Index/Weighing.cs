namespace Rapport.Search.Index;

/// How much age, acceptance and votes lift a hit over its words alone; the formula is explained in docs/search.md.
sealed class Weighing
{
    const double Freshness = 0.20, HalfLife = 365, Acceptance = 0.15, Voting = 0.04, Disliked = 0.9;
    const int MostVotes = 31, MostDays = 3650;

    /// No hit is lifted by more.
    public const float Most = (float)((1 + Freshness) * (1 + Acceptance) * (1 + Voting * 5));

    static readonly float[] fresh = [.. Enumerable.Range(0, MostDays + 1).Select(d => (float)(1 + Freshness * Math.Pow(2, -d / HalfLife)))];
    static readonly float[] liked = [.. Enumerable.Range(0, MostVotes + 1).Select(v => (float)(1 + Voting * Math.Log2(1 + v)))];

    private readonly int now;
    public Weighing(DateTimeOffset now) => this.now = Moment.Of(now);

    public float Of(Columns columns, int document)
    {
        var kind = columns.Kinds[document];
        var votes = columns.Votes[document];
        var weight = (DocumentKind)(kind & 7) switch
        {
            DocumentKind.Product => fresh[0],
            DocumentKind.Member => 1,
            _ => fresh[Math.Clamp((int)((now - (long)columns.Created[document]) / 86_400), 0, MostDays)],
        };
        if ((kind & Columns.AcceptedFlag) != 0) weight *= (float)(1 + Acceptance);
        return weight * (votes < 0 ? (float)Disliked : liked[Math.Min(votes, MostVotes)]);
    }
}
