using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// A word of the index close to one that was typed; the weight says how close.
readonly record struct Neighbour(string Word, int Distance, int Frequency)
{
    public float Weight => Distance == 1 ? 0.6f : 0.35f;
    /// A near word that many documents use is more likely meant than a nearer one that hardly any does.
    public double Likelihood => Math.Log(1 + Frequency) * (Distance == 1 ? 1 : 0.5);
}

/// Finds what may have been meant by a word that the index does not know, or knows hardly.
sealed class Spelling(IndexReader reader, Scan scan)
{
    const int MostNeighbours = 5;
    private readonly Terms? words = MultiFields.GetTerms(reader, Fields.Words);

    public int Frequency(string word) => reader.DocFreq(new Term(Fields.Words, word));

    /// Rare enough that a hundred times commoner neighbour is likelier than the word itself.
    public bool Doubts(string word, out int frequency)
    {
        frequency = Frequency(word);
        return word.Length is >= 3 and <= 40 && frequency <= (reader.NumDocs >= 1_000 ? 2 : 0) && word.Any(char.IsLetter);
    }

    public IReadOnlyList<Neighbour> Of(string word, int frequency)
    {
        if (words is null) return [];
        // Two errors only in a long word, and then the first letter is taken to be right: nearly always so, and ten times faster.
        var near = Within(word, 1, prefix: 0);
        if (word.Length >= 6 && near.All(n => n.Frequency < 3)) near = [.. near, .. Within(word, 2, prefix: 1).Where(n => n.Distance == 2)];
        near.RemoveAll(n => n.Frequency < 100 * frequency || n.Word == word);
        if (near.Count == 0) return [];
        var best = near.Max(n => n.Likelihood);
        // A word that only others may read is no secret kept if it is offered as a correction.
        return [.. near.Where(n => n.Likelihood * 2 >= best)
            .OrderByDescending(n => n.Likelihood).ThenBy(n => n.Word, StringComparer.Ordinal)
            .Where(n => scan.Holds(new Term(Fields.Words, n.Word))).Take(MostNeighbours)];
    }

    List<Neighbour> Within(string word, int edits, int prefix)
    {
        var found = new List<Neighbour>();
        var near = new FuzzyTermsEnum(words, new AttributeSource(), new Term(Fields.Words, word), edits, prefix, transpositions: true);
        while (near.MoveNext())
            if (near.Term.Utf8ToString() is { Length: >= 3 } other && Distance(word, other) is var distance and > 0)
                found.Add(new(other, distance, near.DocFreq));
        return found;
    }

    /// How many letters must be changed, added, dropped or swapped with their neighbour.
    static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
