namespace Rapport.Statistics;

/// <summary>How long something takes, where some of it has not happened yet.</summary>
/// <param name="Time">How long it took, or how long it has been waited for; not negative, in any unit.</param>
/// <param name="Happened">Whether it happened at that time; if not, it had not happened by then (right-censored).</param>
public readonly record struct Wait(double Time, bool Happened);

/// <summary>A step of the curve: what is known just after a time at which it happened.</summary>
/// <param name="Time">The time, in the unit of the observations.</param>
/// <param name="AtRisk">How many were still waiting just before.</param>
/// <param name="Happened">For how many it happened then.</param>
/// <param name="Survival">The estimated share for which it takes longer, 0 to 1.</param>
/// <param name="Sum">Greenwood's sum: the variance of the survival divided by its square; infinite where the survival is 0.</param>
public readonly record struct Step(double Time, int AtRisk, int Happened, double Survival, double Sum);

/// <summary>
/// The product-limit estimate of how long something takes. What has not happened yet counts for as long as it was waited for;
/// leaving it out would make every wait look shorter than it is. It takes for granted that those still waiting are like the others.
/// </summary>
/// <remarks>Source: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958).</remarks>
public sealed class KaplanMeier
{
    const double Rounding = 1e-12;

    KaplanMeier(int n, IReadOnlyList<Step> steps) => (N, Steps) = (n, steps);

    /// <summary>How many observations there were.</summary>
    public int N { get; }

    /// <summary>The steps in rising order of time; none where nothing has happened.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>For how many it has happened.</summary>
    public int Happened => Steps.Sum(s => s.Happened);

    /// <summary>Fits the curve. At equal times what happened comes before what was cut off.</summary>
    /// <param name="waits">Independent observations in any order; may be empty.</param>
    /// <exception cref="ArgumentException">A time is negative or not a number.</exception>
    public static KaplanMeier Fit(IReadOnlyCollection<Wait> waits)
    {
        if (waits.Any(w => !(w.Time >= 0))) throw new ArgumentException("A time is not negative.", nameof(waits));
        var sorted = waits.OrderBy(w => w.Time).ToArray();
        var steps = new List<Step>();
        var (survival, sum) = (1.0, 0.0);
        for (var from = 0; from < sorted.Length;)
        {
            var (to, happened) = (from, 0);
            for (; to < sorted.Length && sorted[to].Time == sorted[from].Time; to++) happened += sorted[to].Happened ? 1 : 0;
            if (happened > 0)
            {
                double risk = sorted.Length - from;
                survival *= 1 - happened / risk;
                sum += happened / (risk * (risk - happened));
                steps.Add(new(sorted[from].Time, sorted.Length - from, happened, survival, sum));
            }
            from = to;
        }
        return new(sorted.Length, steps);
    }

    /// <summary>The estimated share for which it takes longer than this time, 0 to 1.</summary>
    public double Survival(double time)
    {
        var survival = 1.0;
        foreach (var step in Steps)
            if (step.Time <= time) survival = step.Survival;
            else break;
        return survival;
    }

    /// <summary>The time by which it happens for a share p: the first at which the survival is at most 1 − p.</summary>
    /// <param name="p">The share, between 0 and 1, both excluded; 0.5 is the median.</param>
    /// <returns>Positive infinity where it has not happened for that share yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is out of its range.</exception>
    public double Quantile(double p) => First(p, s => s.Survival);

    /// <summary>An interval for a quantile: the times at which the limits of the survival, on the scale of log(−log S), pass 1 − p.</summary>
    /// <param name="p">The quantile, between 0 and 1, both excluded.</param>
    /// <param name="confidence">How often, about, such an interval holds the true quantile.</param>
    /// <returns>The upper end is positive infinity where the data do not settle it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p or the confidence is out of its range.</exception>
    /// <remarks>Source: Brookmeyer and Crowley, Biometrics 38 (1982); Kalbfleisch and Prentice for the scale; Greenwood for the variance.</remarks>
    public Interval QuantileInterval(double p, double confidence = 0.95)
    {
        var z = Normal.Quantile(0.5 + Interval.Check(confidence) / 2);
        return new(First(p, s => Limit(s, -z)), First(p, s => Limit(s, z)));
    }

    /// <summary>The limits of the survival just after a step, on the scale of log(−log S).</summary>
    public static Interval Limits(Step step, double confidence = 0.95)
    {
        var z = Normal.Quantile(0.5 + Interval.Check(confidence) / 2);
        return new(Limit(step, -z), Limit(step, z));
    }

    static double Limit(Step step, double z)
    {
        // Where nobody waits any more the scale has no end: nothing is known from above.
        if (step.Survival <= 0) return z < 0 ? 0 : 1;
        var log = Math.Log(step.Survival);
        return Math.Pow(step.Survival, Math.Exp(z * Math.Sqrt(step.Sum) / log));
    }

    double First(double p, Func<Step, double> height)
    {
        if (p is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A share lies between 0 and 1, both excluded.");
        foreach (var step in Steps)
            if (height(step) <= 1 - p + Rounding) return step.Time;
        return double.PositiveInfinity;
    }
}
