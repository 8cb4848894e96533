namespace Rapport.Statistics;

/// <summary>The χ² distribution.</summary>
public static class ChiSquared
{
    /// <summary>The probability of a value at least as large.</summary>
    /// <param name="x">The value, not negative.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Source: the recursion over degrees of freedom, 26.4.8 in Abramowitz and Stegun, Handbook of Mathematical Functions (1964).</remarks>
    public static double Above(double x, int degrees)
    {
        if (!(x >= 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "A sum of squares is not negative.");
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (x == 0) return 1;
        var odd = degrees % 2 == 1;
        var sum = odd ? Normal.Outside(Math.Sqrt(x)) : Math.Exp(-x / 2);
        // The density's term that leads from k to k + 2 degrees: (x/2)^(k/2) e^(−x/2) / Γ(k/2 + 1).
        var term = odd ? Math.Sqrt(2 * x / Math.PI) * Math.Exp(-x / 2) : Math.Exp(-x / 2) * x / 2;
        for (var k = odd ? 1 : 2; k < degrees; k += 2)
        {
            sum += term;
            term *= x / (k + 2);
        }
        return Math.Min(1, sum);
    }
}
