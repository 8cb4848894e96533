using CsCheck;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

/// Tests of whether groups differ, against what is printed elsewhere.
public sealed class ComparisonTests
{
    [Theory]
    [InlineData(3.841459, 1, 0.05)]
    [InlineData(5.991465, 2, 0.05)]
    [InlineData(7.814728, 3, 0.05)]
    [InlineData(9.487729, 4, 0.05)]
    [InlineData(13.276704, 4, 0.01)]
    [InlineData(18.307038, 10, 0.05)]
    [InlineData(0, 4, 1)]
    public void The_tail_of_chi_squared_is_as_tabled(double x, int degrees, double p) => Assert.Equal(p, ChiSquared.Above(x, degrees), 7);

    [Fact]
    public void What_lies_outside_of_a_normal_quantile_is_what_the_quantile_says() =>
        Gen.Double[1e-12, 0.999].Sample(p => Math.Abs(Normal.Outside(Math.Max(0, -Normal.Quantile(p / 2))) / p - 1) < 1e-9);

    /// The lady who tasted tea (Fisher 1935): three of four cups right.
    [Fact]
    public void The_exact_test_counts_out_what_Fisher_counted()
    {
        var found = Homogeneity.Test([new(3, 4), new(1, 4)])!.Value;

        Assert.True(found.Exact);
        Assert.Equal(34.0 / 70, found.P, 10);
        Assert.Equal(2.0 / 70, Homogeneity.Test([new(4, 4), new(0, 4)])!.Value.P, 10);
    }

    [Fact]
    public void Large_numbers_are_compared_by_chi_squared()
    {
        var found = Homogeneity.Test([new(10, 30), new(20, 30)])!.Value;

        Assert.False(found.Exact);
        Assert.Equal(0.00982, found.P, 5);
    }

    [Fact]
    public void Ten_of_ten_hidden_among_a_hundred_is_no_chance_and_one_of_each_is() =>
        Assert.Equal((true, true), (Homogeneity.Test([new(10, 10), new(0, 22), new(0, 23), new(0, 22), new(0, 23)])!.Value.P < 1e-9, Homogeneity.Test([new(1, 20), new(1, 20), new(1, 20)])!.Value.P > 0.99));

    [Fact]
    public void Where_nothing_differs_a_difference_is_called_as_seldom_as_the_level_says()
    {
        var (random, called, tries) = (new Random(7), 0, 4_000);
        for (var n = 0; n < tries; n++)
        {
            Tally Draw(int of) => new(Enumerable.Range(0, of).Count(_ => random.NextDouble() < 0.05), of);
            if (Homogeneity.Test([Draw(12), Draw(9), Draw(15), Draw(30), Draw(60)])?.P < 0.01) called++;
        }
        Assert.InRange(called, 0, tries * 0.016);
    }

    [Fact]
    public void The_order_of_groups_changes_nothing() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], (had, more) => new Tally(had, had + more)).Array[2, 5].Sample(groups =>
            (Homogeneity.Test(groups), Homogeneity.Test([.. groups.Reverse()])) is var (one, other) && (one is null ? other is null : Math.Abs(one.Value.P - other!.Value.P) < 1e-9));

    /// Remission under 6-MP and placebo (Freireich et al. 1963); the simple form is 15.276 in Kleinbaum and Klein, Survival Analysis.
    [Fact]
    public void Waits_are_compared_as_in_the_books()
    {
        Wait[] treated = [.. new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 }.Select(t => new Wait(t, true)), .. new[] { 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }.Select(t => new Wait(t, false))];
        Wait[] placebo = [.. new[] { 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23 }.Select(t => new Wait(t, true))];

        // The two summands as they are printed, with two decimals.
        Assert.Equal(ChiSquared.Above(5.46 + 9.77, 1), LogRank.Test([treated, placebo])!.Value.P, 6);
    }

    [Fact]
    public void Nothing_is_said_where_there_is_nothing_to_compare()
    {
        Assert.Null(Homogeneity.Test([new(0, 5), new(0, 9)]));
        Assert.Null(Homogeneity.Test([new(5, 5), new(0, 0)]));
        Assert.Null(LogRank.Test([[new(3, true)], []]));
        Assert.Null(LogRank.Test([[new(3, false)], [new(4, false)]]));
        Assert.Throws<ArgumentException>(() => Homogeneity.Test([new(3, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquared.Above(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquared.Above(1, 0));
    }
}
