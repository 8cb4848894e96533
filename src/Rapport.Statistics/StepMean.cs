namespace Rapport.Statistics;

/// <summary>A mean of which not everything is known, with what it lies between.</summary>
/// <param name="Mean">The best guess.</param>
/// <param name="Interval">Where it lies with the confidence that was asked for.</param>
public readonly record struct Estimate(double Mean, Interval Interval);

/// <summary>
/// The mean of what is given in steps 1, 2, … k (stars, say), estimated from a few observations and from what is usual:
/// the shares of the steps follow a Dirichlet distribution, whose weights are those of the usual and of the observations added up.
/// </summary>
public static class StepMean
{
    /// <summary>The posterior mean and its credible interval, both tails alike.</summary>
    /// <param name="usual">The weight of each step before anything was observed; their sum says how many observations it is worth.</param>
    /// <param name="observed">The weight of what was observed of each step; an observation may weigh less than 1.</param>
    /// <param name="confidence">How probable it is that the mean lies within the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The two are not equally long, have fewer than two steps, weigh nothing, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    /// <remarks>
    /// With αᵢ the summed weights and A their sum, the mean is m = Σ i·αᵢ/A and its variance v = (Σ i²·αᵢ/A − m²)/(A + 1), both exactly.
    /// The interval is that of the beta distribution on [1, k] with this mean and variance; for two steps it is exact, for more a close approximation.
    /// Source for the Dirichlet distribution and its moments: Gelman et al., Bayesian Data Analysis, 3rd edition (2013), section 3.4 and appendix A.
    /// </remarks>
    public static Estimate Of(ReadOnlySpan<double> usual, ReadOnlySpan<double> observed, double confidence = 0.95)
    {
        if (usual.Length != observed.Length || usual.Length < 2) throw new ArgumentException("There are two steps or more, and as many observed as usual.", nameof(observed));
        var tail = (1 - Interval.Check(confidence)) / 2;
        var (weight, sum, squares, last) = (0.0, 0.0, 0.0, usual.Length - 1);
        for (var step = 0; step <= last; step++)
        {
            if (!(usual[step] >= 0 && observed[step] >= 0 && double.IsFinite(usual[step] + observed[step]))) throw new ArgumentException("A weight is a number and not negative.", nameof(observed));
            var alpha = usual[step] + observed[step];
            (weight, sum, squares) = (weight + alpha, sum + step * alpha, squares + (double)step * step * alpha);
        }
        if (weight == 0) throw new ArgumentException("Something is usual, or was observed.", nameof(usual));
        // On the scale from 0 to 1.
        var mean = Math.Clamp(sum / weight / last, 0, 1);
        var variance = (squares / weight / last / last - mean * mean) / (weight + 1);
        var shape = mean * (1 - mean) / variance - 1;
        if (!(variance > 0 && double.IsFinite(shape) && shape * mean > 0 && shape * (1 - mean) > 0)) return new(1 + last * mean, new(1 + last * mean, 1 + last * mean));
        var (a, b) = (mean * shape, (1 - mean) * shape);
        return new(1 + last * mean, new(1 + last * Beta.Quantile(tail, a, b), 1 + last * Beta.Quantile(1 - tail, a, b)));
    }
}
