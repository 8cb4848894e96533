namespace Rapport.Statistics;

/// <summary>How probable a class is at a score: 1 ⁄ (1 + exp(A·score + B)).</summary>
/// <param name="A">Not positive where a higher score speaks for the class.</param>
/// <param name="B">What is so without a score.</param>
/// <remarks>Sources: Platt, Probabilistic outputs for support vector machines (1999), for the curve and its targets; Lin, Lin and Weng, Machine Learning 68 (2007), for Newton's way to it.</remarks>
public readonly record struct Platt(double A, double B)
{
    const int MostSteps = 100;

    /// <summary>The probability of the class at a score, 0 to 1.</summary>
    public double Probability(double score) => score * A + B is var x && x >= 0 ? Math.Exp(-x) / (1 + Math.Exp(-x)) : 1 / (1 + Math.Exp(x));

    /// <summary>Fits the curve to scores that were given by a plane which had not seen these examples.</summary>
    /// <param name="scores">Finite numbers.</param>
    /// <param name="yes">To which class each belongs, as many; both classes may be missing, then the curve only says what is usual.</param>
    /// <exception cref="ArgumentException">There are not as many classes as scores.</exception>
    public static Platt Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> yes)
    {
        if (scores.Count != yes.Count) throw new ArgumentException("Each score has its class.", nameof(yes));
        var ours = yes.Count(y => y);
        var theirs = yes.Count - ours;
        var (high, low) = ((ours + 1.0) / (ours + 2), 1.0 / (theirs + 2));
        var now = new Platt(0, Math.Log((theirs + 1.0) / (ours + 1)));
        var loss = Loss(now);
        for (var step = 0; step < MostSteps; step++)
        {
            double h11 = 1e-12, h22 = 1e-12, h21 = 0, g1 = 0, g2 = 0;
            for (var n = 0; n < scores.Count; n++)
            {
                var p = now.Probability(scores[n]);
                var (spread, off) = (p * (1 - p), (yes[n] ? high : low) - p);
                h11 += scores[n] * scores[n] * spread;
                h22 += spread;
                h21 += scores[n] * spread;
                g1 += scores[n] * off;
                g2 += off;
            }
            if (Math.Abs(g1) < 1e-5 && Math.Abs(g2) < 1e-5) break;
            var det = h11 * h22 - h21 * h21;
            var (da, db) = (-(h22 * g1 - h21 * g2) / det, -(h11 * g2 - h21 * g1) / det);
            var (length, better) = (1.0, false);
            for (; length >= 1e-10 && !better; length /= 2)
            {
                var next = new Platt(now.A + length * da, now.B + length * db);
                var then = Loss(next);
                better = then < loss + 1e-4 * length * (g1 * da + g2 * db);
                if (better) (now, loss) = (next, then);
            }
            if (!better) break;
        }
        return now;

        double Loss(Platt at)
        {
            var sum = 0.0;
            for (var n = 0; n < scores.Count; n++)
            {
                var (x, t) = (scores[n] * at.A + at.B, yes[n] ? high : low);
                sum += x >= 0 ? t * x + Math.Log(1 + Math.Exp(-x)) : (t - 1) * x + Math.Log(1 + Math.Exp(x));
            }
            return sum;
        }
    }
}
