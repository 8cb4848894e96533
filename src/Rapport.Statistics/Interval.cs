namespace Rapport.Statistics;

/// <summary>A confidence interval, both ends included, in the unit of what was estimated.</summary>
/// <param name="Lower">The lower end; negative infinity where the data do not settle it.</param>
/// <param name="Upper">The upper end; positive infinity where the data do not settle it.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Whether the value lies within.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    internal static double Check(double confidence) => confidence is > 0 and < 1 ? confidence
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1, both excluded.");
}
