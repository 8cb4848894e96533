namespace Rapport.Reviews.Ratings;

/// What a review weighs in the score by which lists are ordered; in the stars that are shown each counts once.
public static class Weight
{
    /// How it can be known; a review weighs as the least of these that are true of it.
    public const double Bought = 1, Unknown = 0.5, CheckedElsewhere = 0.5, Elsewhere = 0.25, Rewarded = 0.5, Sampled = 0.5, Related = 0.1;

    /// After so many days a review weighs half.
    public const int HalfLife = 730;

    public static double Of(Weighed review, DateOnly asOf) => Evidence(review) * Math.Pow(2, -Math.Max(0, asOf.DayNumber - DateOnly.FromDateTime(review.At.UtcDateTime).DayNumber) / (double)HalfLife);

    static double Evidence(Weighed r)
    {
        var weight = r.Imported ? r.Verified ? CheckedElsewhere : Elsewhere : r.Bought ? Bought : Unknown;
        if (r.Rewarded) weight = Math.Min(weight, Rewarded);
        if (r.Sampled) weight = Math.Min(weight, Sampled);
        return r.Relation == Relation.None ? weight : Math.Min(weight, Related);
    }
}

/// Of a review what its weight depends on.
public sealed record Weighed(long Id, long Subject, int Stars, DateTimeOffset At, bool Bought, bool Imported, bool Verified, bool Rewarded, bool Sampled, Relation Relation);
