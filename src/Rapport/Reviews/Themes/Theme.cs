namespace Rapport.Reviews.Themes;

/// A good or bad side as one review names it.
public sealed record Side(long Review, string Path, string Text, string Language);

/// What several reviews praise or criticise, under the words of one of them.
public sealed record Theme(string Words, string Language, int Reviews, IReadOnlyList<Side> Behind);

/// Sides that say the same, put together by the stems of their words. Nothing is added: every word shown is a reviewer's.
public static class Grouping
{
    /// Two people is the least that can say the same.
    const int Least = 2;

    /// The largest first. A side belongs to one theme; what only one review says stands in that review alone.
    public static IReadOnlyList<Theme> Of(IEnumerable<Side> sides, int most)
    {
        var left = sides.Select(s => (Side: s, Stems: Meaning.Of(s.Text, s.Language))).ToList();
        var themes = new List<Theme>();
        while (themes.Count < most && Commonest(left) is { } stem)
        {
            var group = left.Where(s => s.Stems.Contains(stem)).Select(s => s.Side).ToList();
            left.RemoveAll(s => s.Stems.Contains(stem));
            var named = group.GroupBy(s => s.Text.TrimEnd('.', '!', ' '), StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).First();
            themes.Add(new(named.Key, named.First().Language, group.Select(s => s.Review).Distinct().Count(), group));
        }
        return themes;
    }

    /// What the most reviews name; of several the longer word, which says more.
    static string? Commonest(List<(Side Side, IReadOnlySet<string> Stems)> sides) =>
        sides.SelectMany(s => s.Stems.Select(stem => (stem, s.Side.Review))).Distinct().GroupBy(s => s.stem, s => s.Review)
            .Where(g => g.Count() >= Least).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
