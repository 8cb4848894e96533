namespace Rapport.Statistics;

/// <summary>
/// The plane between two classes: of those that keep them apart the one with the widest margin, where w minimises ½·|w|² + C·Σ max(0, 1 − yᵢ·w·xᵢ)².
/// What is above 0 belongs to the one class, what is below to the other.
/// </summary>
/// <remarks>
/// Sources: Cortes and Vapnik, Support-vector networks, Machine Learning 20 (1995); the way to the minimum is dual coordinate descent,
/// algorithm 1 of Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML (2008), for the squared loss.
/// </remarks>
public static class LinearSvm
{
    const int MostRounds = 60;
    const double Enough = 0.03;

    /// <summary>The weights, the last of which is that of the constant 1.</summary>
    /// <param name="examples">Vectors with places from 0 to <paramref name="width"/> − 1; at least one.</param>
    /// <param name="yes">To which class each belongs, as many.</param>
    /// <param name="width">How many places there are.</param>
    /// <param name="cost">What an example on the wrong side costs (C), above 0: the larger, the closer the plane follows the examples.</param>
    /// <returns><paramref name="width"/> + 1 weights; always the same ones for the same examples in the same order.</returns>
    /// <exception cref="ArgumentException">There are no examples, or not as many classes as examples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is not above 0.</exception>
    public static double[] Fit(IReadOnlyList<UnitVector> examples, IReadOnlyList<bool> yes, int width, double cost)
    {
        if (examples.Count == 0 || examples.Count != yes.Count) throw new ArgumentException("There are examples, and each has its class.", nameof(examples));
        if (!(cost > 0 && double.IsFinite(cost))) throw new ArgumentOutOfRangeException(nameof(cost), cost, "A cost is above 0.");
        var weights = new double[width + 1];
        var slack = 1 / (2 * cost);
        var pull = new double[examples.Count];
        var square = examples.Select(x => x.Value * x.Value * x.Places.Length + 1 + slack).ToArray();
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var chance = new Random(1);
        for (var round = 0; round < MostRounds; round++)
        {
            var worst = 0.0;
            chance.Shuffle(order);
            foreach (var n in order)
            {
                var y = yes[n] ? 1 : -1;
                var slope = y * (examples[n].Times(weights) + weights[width]) - 1 + slack * pull[n];
                if (pull[n] == 0 && slope > 0) continue;
                worst = Math.Max(worst, Math.Abs(slope));
                var before = pull[n];
                pull[n] = Math.Max(0, before - slope / square[n]);
                examples[n].AddTo(weights, (pull[n] - before) * y);
                weights[width] += (pull[n] - before) * y;
            }
            if (worst < Enough) break;
        }
        return weights;
    }
}
