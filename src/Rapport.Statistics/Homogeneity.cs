namespace Rapport.Statistics;

/// <summary>How many of a group had a property.</summary>
/// <param name="Had">How many had it.</param>
/// <param name="Of">How many the group counts.</param>
public readonly record struct Tally(int Had, int Of);

/// <summary>What a test found.</summary>
/// <param name="P">The probability of data at least as uneven where nothing differs, 0 to 1.</param>
/// <param name="Exact">Whether it was counted out; else it is the approximation for large numbers.</param>
public readonly record struct Finding(double P, bool Exact);

/// <summary>Whether a share is the same in all groups.</summary>
public static class Homogeneity
{
    const int MostTables = 2_000_000;
    const double Rounding = 1e-9;

    /// <summary>Pearson's χ² test where the numbers are large enough for it, else Fisher's exact test as Freeman and Halton widened it: the sum of the probabilities of all tables with the same margins that are no more probable than the one observed.</summary>
    /// <param name="groups">Independent groups; empty ones are left out.</param>
    /// <returns>Nothing where there is nothing to compare: fewer than two groups, or all or none had the property; and where the numbers are too uneven for the one test and too large for the other.</returns>
    /// <exception cref="ArgumentException">A group has more than it counts, or less than none.</exception>
    /// <remarks>Sources: Pearson, Phil. Mag. 50 (1900), with the rule of Cochran, Biometrics 10 (1954): no expected number below 1, at most a fifth of them below 5. Freeman and Halton, Biometrika 38 (1951).</remarks>
    public static Finding? Test(IReadOnlyCollection<Tally> groups)
    {
        if (groups.Any(g => g.Had < 0 || g.Had > g.Of)) throw new ArgumentException("A group has at most what it counts.", nameof(groups));
        var full = groups.Where(g => g.Of > 0).ToArray();
        int had = full.Sum(g => g.Had), of = full.Sum(g => g.Of);
        if (full.Length < 2 || had == 0 || had == of) return null;
        var expected = full.SelectMany(g => new[] { (double)g.Of * had / of, (double)g.Of * (of - had) / of }).ToArray();
        if (expected.All(e => e >= 1) && expected.Count(e => e < 5) * 5 <= expected.Length) return new(Pearson(full, had, of), Exact: false);
        return Tables(full, Math.Min(had, of - had)) <= MostTables ? new(Exact(full, had), Exact: true) : null;
    }

    static double Pearson(Tally[] groups, int had, int of)
    {
        var sum = 0.0;
        foreach (var group in groups)
        {
            var (with, without) = ((double)group.Of * had / of, (double)group.Of * (of - had) / of);
            sum += Math.Pow(group.Had - with, 2) * (1 / with + 1 / without);
        }
        return ChiSquared.Above(sum, groups.Length - 1);
    }

    /// At most how many ways there are to spread the rarer outcome over the groups.
    static double Tables(Tally[] groups, int rarer)
    {
        var (spread, bounded) = (1.0, 1.0);
        for (var n = 1; n < groups.Length; n++) spread *= (double)(rarer + n) / n;
        foreach (var group in groups.OrderBy(g => g.Of).Take(groups.Length - 1)) bounded *= Math.Min(group.Of, rarer) + 1;
        return Math.Min(spread, bounded);
    }

    static double Exact(Tally[] groups, int had)
    {
        var sorted = groups.OrderBy(g => g.Of).ToArray();
        var factorials = Factorials(sorted.Sum(g => g.Of));
        double Choose(int n, int k) => factorials[n] - factorials[k] - factorials[n - k];
        var all = Choose(sorted.Sum(g => g.Of), had);
        var observed = sorted.Sum(g => Choose(g.Of, g.Had)) - all;
        var room = new int[sorted.Length + 1];
        for (var n = sorted.Length - 1; n >= 0; n--) room[n] = room[n + 1] + sorted[n].Of;

        double Sum(int group, int left, double log)
        {
            if (group == sorted.Length - 1)
            {
                log += Choose(sorted[group].Of, left);
                return log <= observed + Rounding ? Math.Exp(log) : 0;
            }
            var sum = 0.0;
            for (var k = Math.Max(0, left - room[group + 1]); k <= Math.Min(sorted[group].Of, left); k++) sum += Sum(group + 1, left - k, log + Choose(sorted[group].Of, k));
            return sum;
        }

        return Math.Min(1, Sum(0, had, -all));
    }

    static double[] Factorials(int most)
    {
        var logs = new double[most + 1];
        for (var n = 1; n <= most; n++) logs[n] = logs[n - 1] + Math.Log(n);
        return logs;
    }
}
