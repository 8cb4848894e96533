namespace Rapport.Statistics;

/// <summary>What praise is worth, and how far it carries: the numbers of <see cref="StandingLedger"/>.</summary>
/// <remarks>The defaults are chosen so that what a closed circle has got from outside can at most be passed on within it once and a ninth, see <see cref="PassedOn"/>.</remarks>
public sealed record StandingFormula
{
    // What is divided by: less would make numbers that no longer count.
    const double Least = .001;

    /// <summary>Points of an accepted answer at full weight, .001 to 1,000.</summary>
    public double Accepted { get; init; } = 15;

    /// <summary>Points of a helpful vote at full weight, .001 to 1,000. A vote against takes as much.</summary>
    public double Helpful { get; init; } = 1;

    /// <summary>Points that words take which a moderator hid, 0 to 1,000.</summary>
    public double Hidden { get; init; } = 10;

    /// <summary>Points that somebody can have given at any moment because it is known who they are, 0 to 10,000.</summary>
    public double Known { get; init; } = 60;

    /// <summary>The share of one's own points that can be given besides, from 0 to below 1. A circle that gets x from outside holds at most x / (1 − share).</summary>
    public double PassedOn { get; init; } = .1;

    /// <summary>Points from one person to the same other after which their next praise counts half, .001 to 10,000.</summary>
    public double Repeated { get; init; } = 15;

    /// <summary>Days after which a point counts half, 30 to 36,500.</summary>
    public double HalfLife { get; init; } = 365;

    /// <summary>What an amount is worth on a day.</summary>
    /// <param name="amount">As of the common day.</param>
    /// <param name="day">Days since the common day, with fractions; may be negative.</param>
    public double Points(double amount, double day) => amount * double.Exp2(-day / HalfLife);

    /// <summary>The amount of so many points on a day.</summary>
    public double Amount(double points, double day) => points * double.Exp2(day / HalfLife);

    /// <summary>The same formula, if every number is within its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not; its name says which.</exception>
    public StandingFormula Checked()
    {
        Within(Accepted, nameof(Accepted), Least, 1_000);
        Within(Helpful, nameof(Helpful), Least, 1_000);
        Within(Hidden, nameof(Hidden), 0, 1_000);
        Within(Known, nameof(Known), 0, 10_000);
        Within(PassedOn, nameof(PassedOn), 0, .9);
        Within(Repeated, nameof(Repeated), Least, 10_000);
        Within(HalfLife, nameof(HalfLife), 30, 36_500);
        return this;
    }

    static void Within(double number, string name, double least, double most)
    {
        // Said this way round, it refuses what is no number too.
        if (!(number >= least && number <= most)) throw new ArgumentOutOfRangeException(name, number, $"A number from {least} to {most}.");
    }
}
