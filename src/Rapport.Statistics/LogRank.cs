namespace Rapport.Statistics;

/// <summary>Whether something takes equally long in all groups, where some of it has not happened yet.</summary>
public static class LogRank
{
    /// <summary>The log-rank test in its simple form, Σ (O − E)² / E against χ²: it calls a difference by chance a little too rarely, never too often.</summary>
    /// <param name="groups">Independent observations of each group, in any order; empty groups are left out.</param>
    /// <param name="least">What each group is to expect for the approximation to hold; groups below it make the test say nothing.</param>
    /// <returns>Nothing where fewer than two groups remain, nothing has happened, or a group expects too little.</returns>
    /// <remarks>Source: Peto, Pike et al., British Journal of Cancer 35 (1977); what is cut off at a time still counts as waiting at it.</remarks>
    public static Finding? Test(IReadOnlyCollection<IReadOnlyCollection<Wait>> groups, double least = 1)
    {
        var full = groups.Where(g => g.Count > 0).Select(g => g.OrderBy(w => w.Time).ToArray()).ToArray();
        if (full.Length < 2) return null;
        var (expected, observed, from) = (new double[full.Length], new int[full.Length], new int[full.Length]);
        foreach (var time in full.SelectMany(g => g).Where(w => w.Happened).Select(w => w.Time).Distinct().Order())
        {
            var happened = 0;
            for (var n = 0; n < full.Length; n++)
            {
                while (from[n] < full[n].Length && full[n][from[n]].Time < time) from[n]++;
                var now = 0;
                for (var at = from[n]; at < full[n].Length && full[n][at].Time == time; at++) now += full[n][at].Happened ? 1 : 0;
                observed[n] += now;
                happened += now;
            }
            double risk = full.Select((g, n) => g.Length - from[n]).Sum();
            for (var n = 0; n < full.Length; n++) expected[n] += happened * (full[n].Length - from[n]) / risk;
        }
        if (expected.Any(e => e < least)) return null;
        return new(ChiSquared.Above(expected.Select((e, n) => Math.Pow(observed[n] - e, 2) / e).Sum(), full.Length - 1), Exact: false);
    }
}
