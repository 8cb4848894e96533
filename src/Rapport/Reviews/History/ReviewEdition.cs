namespace Rapport.Reviews.History;

/// A review's stars and sides as they were before a change. Its words keep their history with those of all posts.
public sealed class ReviewEdition(long reviewId, int number, int stars, string good, string bad, DateTimeOffset at, bool unseen)
{
    public long ReviewId { get; private set; } = reviewId;

    /// 1 for what was given first.
    public int Number { get; private set; } = number;
    public int Stars { get; private set; } = stars;

    /// One a line.
    public string Good { get; private set; } = good;
    public string Bad { get; private set; } = bad;

    /// When it was changed.
    public DateTimeOffset At { get; private set; } = at;

    /// Others could not see it when it was changed, and never do.
    public bool Unseen { get; private set; } = unseen;

    public static ReviewEdition Of(Review review, int number, IReadOnlyCollection<ReviewPoint> points, DateTimeOffset at) =>
        new(review.Id, number, review.Stars, Lines(points, true), Lines(points, false), at, review.State != ReviewState.Published);

    public static string Lines(IEnumerable<ReviewPoint> points, bool good) => string.Join('\n', points.Where(p => p.Good == good).OrderBy(p => p.Place).Select(p => p.Text));
}
