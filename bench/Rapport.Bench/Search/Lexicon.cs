using Lucene.Net.Analysis.En;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace Rapport.Bench.Search;

/// The words of a community by how many of its posts have them: the commonest fifty, those of .01 to 1 %, and the rare ones.
sealed record Lexicon(IReadOnlyList<string> Common, IReadOnlyList<string> Medium, IReadOnlyList<string> Rare, int Documents)
{
    const double Most = .01, Least = .0001, RarerThan = .00008;

    public static Lexicon Of(Babble babble)
    {
        var (from, until, rare) = (babble.RankOf(Most), babble.RankOf(Least), babble.RankOf(RarerThan));
        return new([.. Enumerable.Range(0, 50).Select(babble.Word)], [.. Enumerable.Range(from, until - from).Select(babble.Word)],
            [.. Enumerable.Range(rare, Babble.Words - rare).Select(babble.Word)], 0);
    }

    /// Of what an index holds, which a server may be using: reading needs no lock.
    public static Lexicon Of(string folder)
    {
        using var directory = FSDirectory.Open(folder);
        using var reader = DirectoryReader.Open(directory);
        var words = new List<(string Word, int Documents)>();
        var terms = MultiFields.GetTerms(reader, "words").GetEnumerator();
        while (terms.MoveNext())
            if (terms.Term.Utf8ToString() is { Length: >= 4 } word && word.All(char.IsLetter) && !EnglishAnalyzer.DefaultStopSet.Contains(word)) words.Add((word, terms.DocFreq));
        List<string> Between(double least, double most) => [.. words.Where(w => w.Documents >= least * reader.NumDocs && w.Documents <= most * reader.NumDocs).Select(w => w.Word)];
        return new([.. words.OrderByDescending(w => w.Documents).Take(50).Select(w => w.Word)], Between(Least, Most), Between(0, RarerThan) is { Count: > 0 } rare ? rare : [.. words.Where(w => w.Documents == 1).Select(w => w.Word)], reader.NumDocs);
    }
}
