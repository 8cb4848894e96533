using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

public sealed record Suggestion(DocumentKind Kind, long Id, string Title);

/// Titles that what is being typed may become: every finished word, and one that begins like the last.
public static class Suggest
{
    const int MostEndings = 128, Considered = 60;

    public static IReadOnlyList<Suggestion> Handle(SearchIndex index, string? typed, Access access, int most = 8) => index.Read(searcher =>
    {
        var text = Tokens.Clean(typed, 200);
        var words = Tokens.Of(Languages.Words, text);
        if (words.Count == 0 || words.Count > 16) return (IReadOnlyList<Suggestion>)[];

        var finished = char.IsWhiteSpace(text[^1]);
        var query = new BooleanQuery(true);
        foreach (var word in finished ? words : words[..^1]) query.Add(new TermQuery(new Term(Fields.TitleWords, word.Term)), Occur.MUST);
        if (!finished) query.Add(new ConstantScoreQuery(Beginning(searcher.IndexReader, words[^1].Term)), Occur.MUST);

        var scan = new Scan(index, searcher, access);
        var hits = new Hits(
            new(typed) { Access = access, Counted = false, Order = SearchOrder.Votes }, null, null, 0, [], Considered) { Segments = scan.Segments };
        scan.Run(query, hits);

        var beginning = text.Trim();
        return [.. hits.Best()
            .Select(hit => (hit, Title: TitleOf(searcher, hit)))
            .OrderByDescending(s => s.Title.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            .ThenBy(s => s.hit.Kind & 7).ThenByDescending(s => s.hit)
            .DistinctBy(s => s.Title, StringComparer.OrdinalIgnoreCase).Take(most)
            .Select(s => new Suggestion((DocumentKind)(s.hit.Kind & 7), s.hit.Id, s.Title))];
    });

    static Query Beginning(IndexReader reader, string prefix)
    {
        if (prefix.Length <= Languages.LongestBeginning) return new TermQuery(new Term(Fields.Beginnings, prefix));
        var endings = new BooleanQuery(true);
        if (MultiFields.GetTerms(reader, Fields.TitleWords) is not { } terms) return endings;
        var term = terms.GetEnumerator();
        var start = new BytesRef(prefix);
        var found = new List<(string Word, int Frequency)>();
        if (term.SeekCeil(start) == TermsEnum.SeekStatus.END) return endings;
        do
        {
            if (!StringHelper.StartsWith(term.Term, start)) break;
            found.Add((term.Term.Utf8ToString(), term.DocFreq));
        }
        while (term.MoveNext() && found.Count < 2_000);
        // The word itself always counts; of the others those that most titles have.
        foreach (var (word, _) in found.OrderByDescending(f => f.Word == prefix).ThenByDescending(f => f.Frequency).Take(MostEndings))
            endings.Add(new TermQuery(new Term(Fields.TitleWords, word)), Occur.SHOULD);
        return endings;
    }

    static string TitleOf(IndexSearcher searcher, Candidate hit)
    {
        var leaf = searcher.TopReaderContext.Leaves[hit.Leaf];
        return searcher.Doc(leaf.DocBase + hit.Document, new HashSet<string> { Fields.Title }).Get(Fields.Title) ?? "";
    }
}
