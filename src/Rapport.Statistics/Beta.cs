namespace Rapport.Statistics;

/// <summary>The beta distribution: of a share that is not known, between 0 and 1.</summary>
public static class Beta
{
    const double Tiny = 1e-300, Rounding = 1e-15;
    const int MostTerms = 10_000, MostSteps = 200;

    /// <summary>The probability of a share of at most x: the regularised incomplete beta function.</summary>
    /// <param name="x">A share; below 0 counts as 0, above 1 as 1.</param>
    /// <param name="a">The weight of what has the property, above 0.</param>
    /// <param name="b">The weight of what has it not, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not above 0.</exception>
    /// <remarks>Source: the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, evaluated by Lentz's method.</remarks>
    public static double Distribution(double x, double a, double b)
    {
        Check(a, b);
        if (!(x > 0)) return 0;
        if (x >= 1) return 1;
        // The fraction converges fast below about the mean; above it the mirrored one does.
        return x < (a + 1) / (a + b + 2) ? Below(x, a, b) : 1 - Below(1 - x, b, a);
    }

    static double Below(double x, double a, double b) => Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - LogBeta(a, b)) * Fraction(x, a, b) / a;

    static double Fraction(double x, double a, double b)
    {
        var (c, d) = (1.0, 1 / Kept(1 - (a + b) * x / (a + 1)));
        var f = d;
        for (var m = 1; m < MostTerms; m++)
        {
            var before = f;
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            if (Math.Abs(f - before) <= Rounding * Math.Abs(f)) break;
        }
        return f;

        void Step(double term)
        {
            d = 1 / Kept(1 + term * d);
            c = Kept(1 + term / c);
            f *= c * d;
        }
    }

    static double Kept(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>The share below which a probability p lies.</summary>
    /// <param name="p">A probability, 0 to 1.</param>
    /// <param name="a">The weight of what has the property, above 0.</param>
    /// <param name="b">The weight of what has it not, above 0.</param>
    /// <returns>To about 14 digits after the point.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Newton's method on the distribution, kept within a bracket that is halved wherever a step would leave it.</remarks>
    public static double Quantile(double p, double a, double b)
    {
        Check(a, b);
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        if (p is 0 or 1) return p;
        var (from, to, x, log) = (0.0, 1.0, a / (a + b), LogBeta(a, b));
        for (var step = 0; step < MostSteps && to - from > Rounding; step++)
        {
            var error = Distribution(x, a, b) - p;
            if (error == 0) return x;
            if (error > 0) to = x;
            else from = x;
            var next = x - error / Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) - log);
            if (!(next > from && next < to)) next = from + (to - from) / 2;
            if (Math.Abs(next - x) <= Rounding) return next;
            x = next;
        }
        return x;
    }

    static void Check(double a, double b)
    {
        if (!(a > 0 && double.IsFinite(a))) throw new ArgumentOutOfRangeException(nameof(a), a, "A weight is above 0.");
        if (!(b > 0 && double.IsFinite(b))) throw new ArgumentOutOfRangeException(nameof(b), b, "A weight is above 0.");
    }

    static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// Stirling's series (5.11.1 of the same library), after the recurrence has carried the argument to where its error is below rounding.
    static double LogGamma(double x)
    {
        var product = 1.0;
        for (; x < 12; x++) product *= x;
        var s = 1 / (x * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / x - Math.Log(product);
    }
}
