using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.575829303548901)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-20, -9.262340089798408)]
    [InlineData(0.2, -0.8416212335729142)]
    public void The_normal_quantile_is_as_tabled(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p), 12);

    /// Newcombe 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_Wilson_interval_is_as_published(int successes, int n, double lower, double upper)
    {
        var interval = Proportion.Wilson(successes, n);
        Assert.Equal((lower, upper), (Math.Round(interval.Lower, 4), Math.Round(interval.Upper, 4)));
    }

    [Fact]
    public void The_Wilson_interval_holds_the_share_and_mirrors_itself() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Double[0, 1]).Sample((n, at) =>
        {
            var successes = (long)Math.Round(at * n);
            var (one, other) = (Proportion.Wilson(successes, n), Proportion.Wilson(n - successes, n));
            return one.Contains((double)successes / n) && one.Lower >= 0 && one.Upper <= 1 && Math.Abs(one.Lower - (1 - other.Upper)) < 1e-12;
        });

    [Fact]
    public void The_Wilson_interval_keeps_its_word()
    {
        // The exact probability of holding the truth, summed over every outcome.
        foreach (var (n, p) in new[] { (20, 0.5), (50, 0.1), (200, 0.03), (1_000, 0.9) })
        {
            var held = 0.0;
            for (var k = 0; k <= n; k++) if (Proportion.Wilson(k, n).Contains(p)) held += Math.Exp(LogChoose(n, k) + k * Math.Log(p) + (n - k) * Math.Log(1 - p));
            Assert.InRange(held, 0.92, 0.99);
        }
    }

    static double LogChoose(int n, int k) => Enumerable.Range(1, k).Sum(i => Math.Log(n - k + i) - Math.Log(i));

    [Theory]
    [InlineData(0.25, 2.0)]
    [InlineData(0.5, 3.0)]
    [InlineData(0.9, 4.6)]
    [InlineData(1, 5.0)]
    public void A_quantile_lies_between_its_neighbours_as_in_R(double p, double expected) => Assert.Equal(expected, Quantile.Of([1, 2, 3, 4, 5], p), 12);

    /// The median's interval by order statistics, as tabled (coverage 97.9 %, 95.9 % and 96.9 %).
    [Theory]
    [InlineData(10, 2, 9)]
    [InlineData(20, 6, 15)]
    [InlineData(6, 1, 6)]
    [InlineData(5, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(100, 40, 61)]
    public void The_medians_interval_is_of_the_tabled_ranks(int n, double lower, double upper) =>
        Assert.Equal(new Interval(lower, upper), Quantile.IntervalOf([.. Enumerable.Range(1, n).Select(i => (double)i)], 0.5));

    [Fact]
    public void The_quantiles_interval_holds_the_quantile_for_large_numbers() =>
        Gen.Select(Gen.Int[50, 20_000], Gen.Double[0.05, 0.95]).Sample((n, p) =>
        {
            var values = Enumerable.Range(1, n).Select(i => (double)i).ToArray();
            var interval = Quantile.IntervalOf(values, p);
            return interval.Contains(Quantile.Of(values, p));
        }, iter: 100);

    /// The 6-MP arm of Freireich et al. 1963, as in Kalbfleisch and Prentice and in R's survival package.
    static readonly Wait[] SixMp = [.. new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 }.Select(t => new Wait(t, true)), .. new[] { 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }.Select(t => new Wait(t, false))];

    [Fact]
    public void The_Kaplan_Meier_curve_is_as_published()
    {
        var curve = KaplanMeier.Fit(SixMp);

        Assert.Equal((21, 9), (curve.N, curve.Happened));
        Assert.Equal([(6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963), (13, 12, 0.690, 0.1068), (16, 11, 0.627, 0.1141), (22, 7, 0.538, 0.1282), (23, 6, 0.448, 0.1346)],
            curve.Steps.Select(s => (s.Time, s.AtRisk, Math.Round(s.Survival, 3), Math.Round(s.Survival * Math.Sqrt(s.Sum), 4))));
        Assert.Equal((23, 10), (curve.Quantile(0.5), curve.Quantile(0.2 + 0.04)));
        Assert.Equal(new Interval(13, double.PositiveInfinity), curve.QuantileInterval(0.5));
        Assert.Equal(double.PositiveInfinity, curve.Quantile(0.9));
        Assert.Equal((1, 0.857), (curve.Survival(5.9), Math.Round(curve.Survival(6.5), 3)));
    }

    [Fact]
    public void Without_anything_cut_off_the_curve_is_the_share_still_waiting() =>
        Gen.Double[0, 100].Array[1, 60].Sample(times =>
        {
            var curve = KaplanMeier.Fit([.. times.Select(t => new Wait(t, true))]);
            return times.All(t => Math.Abs(curve.Survival(t) - times.Count(x => x > t) / (double)times.Length) < 1e-9);
        });

    [Fact]
    public void The_order_of_observations_and_their_unit_change_nothing() =>
        Gen.Select(Gen.Int[0, 40], Gen.Bool, (t, h) => new Wait(t, h)).Array[1, 60].Sample(waits =>
        {
            var (one, other) = (KaplanMeier.Fit(waits), KaplanMeier.Fit([.. waits.Reverse().Select(w => w with { Time = w.Time * 60 })]));
            return new[] { 0.1, 0.5, 0.9 }.All(p => one.Quantile(p) * 60 is var q && (q.Equals(other.Quantile(p)) || double.IsInfinity(q)) && one.QuantileInterval(p) is var i && (double.IsInfinity(one.Quantile(p)) || i.Contains(one.Quantile(p))));
        });

    [Fact]
    public void What_was_never_observed_has_no_quantile_and_nonsense_is_refused()
    {
        Assert.Equal(double.PositiveInfinity, KaplanMeier.Fit([]).Quantile(0.5));
        Assert.Equal(new Interval(double.PositiveInfinity, double.PositiveInfinity), KaplanMeier.Fit([new(3, false)]).QuantileInterval(0.5));
        Assert.Throws<ArgumentException>(() => KaplanMeier.Fit([new(-1, true)]));
        Assert.Throws<ArgumentException>(() => KaplanMeier.Fit([new(double.NaN, true)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(1, 2, 1));
        Assert.Throws<ArgumentException>(() => Quantile.Of([], 0.5));
        Assert.Throws<ArgumentException>(() => Quantile.Of([2, 1], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([1], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(0));
    }
}
