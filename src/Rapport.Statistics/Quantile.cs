namespace Rapport.Statistics;

/// <summary>Quantiles of what was observed whole, with nothing cut off.</summary>
public static class Quantile
{
    /// <summary>The value below which a share p of the observations lies, interpolated between neighbours.</summary>
    /// <param name="sorted">Observations in rising order, at least one, in any unit.</param>
    /// <param name="p">The share, 0 to 1; 0.5 is the median.</param>
    /// <exception cref="ArgumentException">There is no observation, or they do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    /// <remarks>Source: definition 7 of Hyndman and Fan, The American Statistician 50 (1996), which R and NumPy use.</remarks>
    public static double Of(ReadOnlySpan<double> sorted, double p)
    {
        Check(sorted, p);
        var place = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(place);
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>An interval for a quantile that takes nothing for granted about the distribution: two of the observations, found by the binomial distribution.</summary>
    /// <param name="sorted">Independent observations in rising order, at least one.</param>
    /// <param name="p">The quantile, between 0 and 1, both excluded.</param>
    /// <param name="confidence">The least probability with which the interval holds the true quantile. Each tail has at most half of the rest.</param>
    /// <returns>An end is infinite where there are too few observations for it.</returns>
    /// <exception cref="ArgumentException">There is no observation, or they do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p or the confidence is out of its range.</exception>
    /// <remarks>Source: David and Nagaraja, Order Statistics, 3rd edition (2003), section 7.1.</remarks>
    public static Interval IntervalOf(ReadOnlySpan<double> sorted, double p, double confidence = 0.95)
    {
        Check(sorted, p);
        if (p is 0 or 1) throw new ArgumentOutOfRangeException(nameof(p), p, "An interval needs a share between 0 and 1, both excluded.");
        var tail = (1 - Interval.Check(confidence)) / 2;
        var n = sorted.Length;
        // At most `lower` observations lie below the quantile with no more than the tail's probability; the same from above.
        var lower = Binomial.Largest(n, p, tail);
        var upper = n - 1 - Binomial.Largest(n, 1 - p, tail);
        return new(lower < 0 ? double.NegativeInfinity : sorted[lower], upper >= n ? double.PositiveInfinity : sorted[upper]);
    }

    static void Check(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty) throw new ArgumentException("There is nothing observed.", nameof(sorted));
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A share lies between 0 and 1.");
        for (var n = 1; n < sorted.Length; n++)
            if (!(sorted[n - 1] <= sorted[n])) throw new ArgumentException("The observations must be sorted, without NaN.", nameof(sorted));
    }
}

static class Binomial
{
    /// The largest k with P(B ≤ k) ≤ most for B ~ Bin(n, p); -1 where there is none.
    public static int Largest(int n, double p, double most)
    {
        var (sum, k) = (0.0, -1);
        for (var next = 0; next <= n; next++)
        {
            sum += Math.Exp(LogChoose(n, next) + next * Math.Log(p) + (n - next) * Math.Log(1 - p));
            if (sum > most) break;
            k = next;
        }
        return k;
    }

    static double LogChoose(int n, int k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// Exact by summing below 256; Stirling's series above, whose error is far below rounding there.
    static double LogFactorial(int n)
    {
        if (n < Small.Length) return Small[n];
        double x = n + 1;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));
    }

    static readonly double[] Small = Sums();

    static double[] Sums()
    {
        var sums = new double[256];
        for (var n = 2; n < sums.Length; n++) sums[n] = sums[n - 1] + Math.Log(n);
        return sums;
    }
}
