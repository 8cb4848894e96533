namespace Rapport.Statistics;

/// <summary>What a text consists of, for comparing it with others: every run of so many characters in it.</summary>
public static class Shingles
{
    /// <summary>Characters of a run, unless another length is asked for.</summary>
    public const int Length = 5;

    /// <summary>The hashes of all runs of the folded text, digits being alike, in no particular order, none twice.</summary>
    /// <param name="text">Any string; see <see cref="Folded"/>.</param>
    /// <param name="length">Characters of a run, at least 1. A text that is shorter is one run.</param>
    /// <returns>Nothing for a text in which nothing can be seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    /// <remarks>Source: Broder, On the resemblance and containment of documents, Compression and Complexity of Sequences (1997).</remarks>
    public static HashSet<ulong> Of(string text, int length = Length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var folded = Folded.Of(text).ToCharArray();
        for (var n = 0; n < folded.Length; n++) if (char.IsDigit(folded[n])) folded[n] = '0';
        var runs = new HashSet<ulong>();
        for (var n = 0; n + length <= folded.Length; n++) runs.Add(Hashing.Of(folded.AsSpan(n, length), 0));
        if (runs.Count == 0 && folded.Length > 0) runs.Add(Hashing.Of(folded, 0));
        return runs;
    }

    /// <summary>Jaccard's index of two sets: the share of what both hold in what either holds, 0 to 1; 1 for two empty ones.</summary>
    public static double Alike(IReadOnlySet<ulong> one, IReadOnlySet<ulong> other)
    {
        var both = one.Count(other.Contains);
        return one.Count + other.Count == 0 ? 1 : (double)both / (one.Count + other.Count - both);
    }
}
