using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class StepMeanTests
{
    /// Polynomials, where the weights are small whole numbers: 3x² − 2x³, and 6x² − 8x³ + 3x⁴; and 1 − (1 − x)ᵇ.
    [Theory]
    [InlineData(0.3, 2, 2, 0.216)]
    [InlineData(0.5, 2, 3, 0.6875)]
    [InlineData(0.9, 2, 3, 0.9963)]
    [InlineData(0.25, 1, 2.5, 0.512860710)]
    [InlineData(0, 2, 2, 0)]
    [InlineData(1, 2, 2, 1)]
    public void The_beta_distribution_is_as_worked_out_by_hand(double x, double a, double b, double expected) => Assert.Equal(expected, Beta.Distribution(x, a, b), 9);

    [Fact]
    public void The_beta_quantile_turns_the_distribution_around() =>
        Gen.Select(Gen.Double[0.001, 0.999], Gen.Double[0.2, 400], Gen.Double[0.2, 400]).Sample((p, a, b) => Math.Abs(Beta.Distribution(Beta.Quantile(p, a, b), a, b) - p) < 1e-9);

    [Fact]
    public void The_beta_distribution_mirrors_itself() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.1, 1_000], Gen.Double[0.1, 1_000]).Sample((x, a, b) => Math.Abs(Beta.Distribution(x, a, b) + Beta.Distribution(1 - x, b, a) - 1) < 1e-10);

    /// By hand: αᵢ = 1, 1, 2, 1, 4; A = 9; m = 33/9; Σ i²αᵢ/A = 139/9; v = (139/9 − 121/9)/10 = 0.2; so that on the scale from 0 to 1
    /// a = 11.1852 and b = 5.5926, whose quantiles were found by Simpson's rule.
    [Fact]
    public void The_mean_and_its_interval_are_as_worked_out_by_hand()
    {
        var estimate = StepMean.Of([1, 1, 1, 1, 1], [0, 0, 1, 0, 3]);

        Assert.Equal(33.0 / 9, estimate.Mean, 12);
        Assert.Equal((2.729407681, 4.453728253), (Math.Round(estimate.Interval.Lower, 9), Math.Round(estimate.Interval.Upper, 9)));
    }

    [Fact]
    public void Of_two_steps_it_is_the_share_of_the_beta_distribution() =>
        Gen.Select(Gen.Double[0.2, 20], Gen.Double[0.2, 20], Gen.Double[0, 50], Gen.Double[0, 50]).Sample((no, yes, nos, yeses) =>
        {
            var estimate = StepMean.Of([no, yes], [nos, yeses]);
            return Math.Abs(estimate.Mean - 1 - (yes + yeses) / (no + yes + nos + yeses)) < 1e-9 && Math.Abs(estimate.Interval.Upper - 1 - Beta.Quantile(0.975, yes + yeses, no + nos)) < 1e-6;
        });

    static readonly Gen<double[]> Weights = Gen.Double[0.05, 30].Array[5];

    [Fact]
    public void The_interval_holds_the_mean_within_the_scale_and_grows_with_the_confidence() =>
        Gen.Select(Weights, Weights).Sample((usual, observed) =>
        {
            var (wide, narrow) = (StepMean.Of(usual, observed, 0.99), StepMean.Of(usual, observed, 0.8));
            return narrow.Interval.Contains(narrow.Mean) && wide.Interval.Lower >= 1 && wide.Interval.Upper <= 5 && wide.Interval.Lower < narrow.Interval.Lower && wide.Interval.Upper > narrow.Interval.Upper;
        });

    [Fact]
    public void More_of_the_same_narrows_the_interval_and_comes_nearer_to_what_was_observed() =>
        Gen.Select(Weights, Weights).Sample((usual, observed) =>
        {
            var (one, more) = (StepMean.Of(usual, observed), StepMean.Of(usual, [.. observed.Select(w => 10 * w)]));
            var plain = observed.Select((w, at) => w * (at + 1)).Sum() / observed.Sum();
            return more.Interval.Upper - more.Interval.Lower < one.Interval.Upper - one.Interval.Lower + 1e-9 && Math.Abs(more.Mean - plain) <= Math.Abs(one.Mean - plain) + 1e-9;
        });

    [Fact]
    public void The_best_step_once_more_never_lowers_the_mean_and_the_scale_turned_around_mirrors_it() =>
        Gen.Select(Weights, Weights).Sample((usual, observed) =>
        {
            var (before, mirrored) = (StepMean.Of(usual, observed), StepMean.Of([.. usual.Reverse()], [.. observed.Reverse()]));
            var after = StepMean.Of(usual, [.. observed[..4], observed[4] + 1]);
            return after.Mean >= before.Mean && Math.Abs(6 - mirrored.Mean - before.Mean) < 1e-9 && Math.Abs(6 - mirrored.Interval.Lower - before.Interval.Upper) < 1e-6;
        });

    /// Drawn from the Dirichlet distribution itself: the approximation keeps its word.
    [Theory]
    [InlineData(0.3, 0.25, 0.5, 1.2, 2.75)]
    [InlineData(0.3, 0.25, 0.5, 1.2, 12.75)]
    [InlineData(10.3, 0.25, 0.5, 1.2, 2.75)]
    [InlineData(3.3, 5.25, 10.5, 21.2, 42.75)]
    public void The_interval_holds_what_the_Dirichlet_distribution_gives(params double[] weights)
    {
        var (estimate, random, held) = (StepMean.Of(weights, new double[5]), new Random(7), 0);
        const int Draws = 20_000;
        for (var n = 0; n < Draws; n++)
        {
            var drawn = weights.Select(w => Gamma(w, random)).ToArray();
            if (estimate.Interval.Contains(drawn.Select((g, at) => g * (at + 1)).Sum() / drawn.Sum())) held++;
        }
        Assert.InRange((double)held / Draws, 0.94, 0.96);
    }

    /// Marsaglia and Tsang's method.
    static double Gamma(double shape, Random random)
    {
        if (shape < 1) return Gamma(shape + 1, random) * Math.Pow(random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var z = Normal.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
            var v = Math.Pow(1 + z / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(random.NextDouble()) < z * z / 2 + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    [Fact]
    public void Nonsense_is_refused_and_what_is_certain_has_no_width()
    {
        Assert.Equal(new Estimate(5, new(5, 5)), StepMean.Of([0, 0, 0, 0, 1], [0, 0, 0, 0, 3]));
        Assert.Throws<ArgumentException>(() => StepMean.Of([1, 1], [1]));
        Assert.Throws<ArgumentException>(() => StepMean.Of([1], [1]));
        Assert.Throws<ArgumentException>(() => StepMean.Of([0, 0], [0, 0]));
        Assert.Throws<ArgumentException>(() => StepMean.Of([1, 1], [-1, 1]));
        Assert.Throws<ArgumentException>(() => StepMean.Of([1, 1], [double.NaN, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepMean.Of([1, 1], [1, 1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Beta.Distribution(0.5, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Beta.Quantile(1.5, 1, 1));
    }
}
