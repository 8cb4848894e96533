namespace Rapport.Statistics;

/// <summary>A share: how many of so many.</summary>
public static class Proportion
{
    /// <summary>Wilson's score interval for a share. It keeps its word for small numbers and for shares near 0 and 1, where the plain one does not.</summary>
    /// <param name="successes">How many had the property, 0 to <paramref name="n"/>.</param>
    /// <param name="n">How many there were, at least 1. They are taken to be independent of each other.</param>
    /// <param name="confidence">How often such an interval holds the true share, between 0 and 1; about, not exactly.</param>
    /// <returns>Two shares, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Source: Wilson, J. Am. Stat. Assoc. 22 (1927); without continuity correction, method 3 in Newcombe, Statistics in Medicine 17 (1998).</remarks>
    public static Interval Wilson(long successes, long n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        var z = Normal.Quantile(0.5 + Interval.Check(confidence) / 2);
        var share = (double)successes / n;
        var middle = share + z * z / (2 * n);
        var half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        var under = 1 + z * z / n;
        return new(successes == 0 ? 0 : Math.Max(0, (middle - half) / under), successes == n ? 1 : Math.Min(1, (middle + half) / under));
    }
}
