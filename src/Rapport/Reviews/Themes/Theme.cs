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
        var (themes, tried) = (new List<Theme>(), new HashSet<string>());
        while (themes.Count < most && Commonest(left, tried) is { } stem)
        {
            tried.Add(stem);
            var sharing = left.Where(s => s.Stems.Contains(stem)).ToList();
            var named = sharing.GroupBy(s => s.Side.Text.TrimEnd('.', '!', ' '), StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).First();
            var group = sharing.Where(s => IsAlike(s.Stems, named.First().Stems)).ToList();
            if (group.Select(s => s.Side.Review).Distinct().Count() is var reviews && reviews < Least) continue;
            left.RemoveAll(group.Contains);
            themes.Add(new(named.Key, named.First().Side.Language, reviews, group.ConvertAll(s => s.Side)));
        }
        return [.. themes.OrderByDescending(t => t.Reviews)];
    }

    /// One word in common does not make two sentences say the same: half of the shorter one does.
    static bool IsAlike(IReadOnlySet<string> one, IReadOnlySet<string> other) => 2 * one.Count(other.Contains) >= Math.Min(one.Count, other.Count);

    /// What the most reviews name; of several the longer word, which says more.
    static string? Commonest(List<(Side Side, IReadOnlySet<string> Stems)> sides, HashSet<string> tried) =>
        sides.SelectMany(s => s.Stems.Select(stem => (stem, s.Side.Review))).Distinct().GroupBy(s => s.stem, s => s.Review)
            .Where(g => g.Count() >= Least && !tried.Contains(g.Key)).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
