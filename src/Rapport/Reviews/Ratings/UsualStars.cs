namespace Rapport.Reviews.Ratings;

/// What is usual in the whole catalogue: the weight of all reviews that count, by stars. One row; reckoned anew every night.
public sealed class UsualStars(DateOnly asOf)
{
    public const int Row = 1;

    /// So many reviews of the usual kind are added to those of every product.
    public const double Worth = 5;

    public int Id { get; private set; } = Row;
    public double One { get; private set; }
    public double Two { get; private set; }
    public double Three { get; private set; }
    public double Four { get; private set; }
    public double Five { get; private set; }
    public int Reviews { get; private set; }

    /// The day by which the age of reviews is counted, here and in every product's score.
    public DateOnly AsOf { get; private set; } = asOf;

    public IReadOnlyList<double> Weights => [One, Two, Three, Four, Five];

    /// What every product begins with. One review of each star is added, so that a young catalogue knows of all of them.
    public double[] Prior()
    {
        var all = Weights.Sum() + Review.Best;
        return [.. Weights.Select(w => Worth * (w + 1) / all)];
    }

    internal void Take(double[] weights, int reviews, DateOnly asOf)
    {
        (One, Two, Three, Four, Five) = (weights[0], weights[1], weights[2], weights[3], weights[4]);
        (Reviews, AsOf) = (reviews, asOf);
    }
}
