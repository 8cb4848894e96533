namespace Rapport.Statistics;

/// <summary>Texts that are nearly the same, put together: whoever is like one of a cluster belongs to it.</summary>
public static class Clusters
{
    /// <summary>The cluster of each text, by the place of its first member.</summary>
    /// <param name="drawn">The texts; nothing for an empty one, which stays alone.</param>
    /// <param name="alike">From what estimated index on two are nearly the same, 0 to 1. What lies well below .5 is not found reliably; see <see cref="MinHash.Chance"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie between 0 and 1.</exception>
    public static int[] Of(IReadOnlyList<MinHash?> drawn, double alike)
    {
        if (alike is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(alike), alike, "A share lies between 0 and 1.");
        var first = Enumerable.Range(0, drawn.Count).ToArray();
        int Root(int n)
        {
            while (first[n] != n) n = first[n] = first[first[n]];
            return n;
        }
        var seen = new Dictionary<long, List<int>>();
        for (var n = 0; n < drawn.Count; n++)
        {
            if (drawn[n] is not { } one) continue;
            foreach (var key in one.Keys())
            {
                if (!seen.TryGetValue(key, out var others)) seen[key] = others = [];
                // Of many that are the same one is enough, or a flood of copies would take time by its square.
                var like = others.FindIndex(o => one.Alike(drawn[o]!) >= alike);
                if (like < 0) others.Add(n);
                else if (Root(others[like]) is var a && Root(n) is var b && a != b) first[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
        for (var n = 0; n < first.Length; n++) first[n] = Root(n);
        return first;
    }
}
