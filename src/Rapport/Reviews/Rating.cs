namespace Rapport.Reviews;

/// The stars of a product: a plain mean of its published reviews, how they spread, and how many of all that came are published. See docs/rating.md.
public sealed record Rating(IReadOnlyList<int> Counts, int Waiting, int Hidden, int Removed, int Uncounted)
{
    /// Below this, one more review can change the mean a good deal, and it is said so.
    public const int Few = 5;

    /// Published reviews that count in the mean.
    public int Count => Counts.Sum();

    /// Published ones, whether they count in the mean or not.
    public int Published => Count + Uncounted;
    public int All => Published + Waiting + Hidden + Removed;
    public bool IsFew => Count is > 0 and < Few;
    public double? Mean => Count == 0 ? null : (double)Counts.Select((n, at) => n * (at + 1)).Sum() / Count;

    /// How many gave so many stars.
    public int Of(int stars) => Counts[stars - 1];
}
