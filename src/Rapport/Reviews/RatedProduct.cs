namespace Rapport.Reviews;

/// What the reviews of a product, or of a family of variants, come to: kept so that lists can show and order it. Derived from the reviews; see docs/rating.md.
public sealed class RatedProduct(long subjectId)
{
    /// The id that shares the reviews: of the family, or of the product alone.
    public long SubjectId { get; private set; } = subjectId;

    /// How many of the reviews that count gave so many stars.
    public int One { get; private set; }
    public int Two { get; private set; }
    public int Three { get; private set; }
    public int Four { get; private set; }
    public int Five { get; private set; }

    /// The score by which lists are ordered, and what it lies between.
    public double Score { get; private set; }
    public double Low { get; private set; }
    public double High { get; private set; }

    /// The day by which the age of the reviews was counted.
    public DateOnly AsOf { get; private set; }

    public IReadOnlyList<int> Counts => [One, Two, Three, Four, Five];
    public int Count => One + Two + Three + Four + Five;

    public bool IsFew => Count < Rating.Few;

    /// The plain mean, which is what is shown as stars.
    public double Mean => (double)(One + 2 * Two + 3 * Three + 4 * Four + 5 * Five) / Count;

    /// True where it is another one now.
    internal bool Take(IReadOnlyList<int> counts, double score, double low, double high, DateOnly asOf)
    {
        var before = (One, Two, Three, Four, Five, Score, Low, High, AsOf);
        (One, Two, Three, Four, Five) = (counts[0], counts[1], counts[2], counts[3], counts[4]);
        (Score, Low, High, AsOf) = (score, low, high, asOf);
        return before != (One, Two, Three, Four, Five, Score, Low, High, AsOf);
    }
}
