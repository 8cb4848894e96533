using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// Topics that tell of the same as a title and body being written.
public static class Similar
{
    const int MostTerms = 10;
    const double CommonShare = 0.01;
    const float TitleTimes = 3;

    public static IReadOnlyList<SearchHit> Handle(
        SearchIndex index, string? title, string? body, string language, Access access, long? except = null, int most = 5) => index.Read(searcher =>
    {
        var query = Telling(searcher.IndexReader, Languages.Of(language), Tokens.Clean(title, 1_000), Tokens.Clean(body, 20_000));
        if (query.Clauses.Count == 0) return (IReadOnlyList<SearchHit>)[];
        var scan = new Scan(index, searcher, access);
        var sought = new SearchQuery(title) { Access = access, Counted = false, Kinds = [DocumentKind.Topic] };
        var hits = new Hits(
            sought, Selection.Of(sought, index.Values, index.Values.Words()), new Weighing(index.Clock.GetUtcNow()), 0, [], most + 1) { Segments = scan.Segments };
        scan.Run(query, hits);
        return [.. hits.Best().Where(h => h.Id != except).Take(most).Select(scan.Hit)];
    });

    /// The words that tell most: often said here and seldom elsewhere.
    static BooleanQuery Telling(IndexReader reader, string language, string title, string body)
    {
        var said = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var (text, times) in new[] { (title, TitleTimes), (body, 1f) })
            foreach (var token in Tokens.Of(Languages.Stems(language), text))
                said[token.Term] = said.GetValueOrDefault(token.Term) + times;

        var common = Math.Max(reader.NumDocs * CommonShare, 1_000);
        var query = new BooleanQuery(true);
        foreach (var (term, _) in said
            .Select(s => (s.Key, Times: s.Value, Frequency: reader.DocFreq(new Term(Fields.Text(language), s.Key))))
            .Where(s => s.Frequency > 0 && s.Frequency <= common)
            .Select(s => (s.Key, Telling: Math.Sqrt(s.Times) * Math.Log(1 + (double)reader.NumDocs / s.Frequency)))
            .OrderByDescending(s => s.Telling).ThenBy(s => s.Key, StringComparer.Ordinal).Take(MostTerms))
        {
            query.Add(new TermQuery(new Term(Fields.Text(language), term)), Occur.SHOULD);
            query.Add(new TermQuery(new Term(Fields.Titles(language), term)), Occur.SHOULD);
        }
        return query;
    }
}
