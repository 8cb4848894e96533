using System.Diagnostics;

namespace Rapport.Search.Index;

public static class Find
{
    const int DeepestHit = 1_000, MostValues = 20;

    /// Looks for what was typed.
    public static SearchResults Handle(SearchIndex index, SearchQuery query) => index.Read(searcher =>
    {
        var started = Stopwatch.GetTimestamp();
        var scan = new Scan(index, searcher, query.Access);
        var plan = new QueryPlan(searcher.IndexReader, query, scan);
        var words = index.Values.Words();
        var now = index.Clock.GetUtcNow();
        int[] since = [.. new[] { 7, 31, 365 }.Select(days => Moment.Of(now.AddDays(-days)))];
        var size = Math.Clamp(query.Size, 1, DeepestHit);
        var skipped = (int)Math.Min((Math.Max(query.Page, 1) - 1L) * size, DeepestHit);
        var nothingTyped = plan.Query is Lucene.Net.Search.MatchAllDocsQuery && query.Order == SearchOrder.Relevance;
        var hits = new Hits(
            nothingTyped ? query with { Order = SearchOrder.Newest } : query,
            Selection.Of(query, index.Values, words),
            query.Weighed ? new Weighing(now) : null,
            words.Length, since, Math.Min(skipped + size, DeepestHit)) { Segments = scan.Segments };
        scan.Run(plan.Query, hits);

        return new SearchResults(
            [.. hits.Best().Skip(skipped).Select(scan.Hit)], hits.Total, Counted(hits, words), plan.Corrected, plan.Highlight,
            Stopwatch.GetElapsedTime(started));
    });

    static Facets Counted(Hits hits, string[] words)
    {
        var counted = new List<(string Value, int Count)>[Dimensions.Count];
        for (var n = 0; n < counted.Length; n++) counted[n] = [];
        for (var n = 0; n < hits.Counts.Length; n++)
            if (hits.Counts[n] > 0) counted[(int)Dimensions.Of(words[n])].Add((words[n][1..], hits.Counts[n]));

        IReadOnlyList<FacetValue<T>> Of<T>(Dimension dimension, Func<string, T> read) =>
            [.. counted[(int)dimension].OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)
                .Take(MostValues).Select(v => new FacetValue<T>(read(v.Value), v.Count))];

        return new(
            Of(Dimension.Kind, v => (DocumentKind)int.Parse(v)),
            Of(Dimension.Product, long.Parse),
            Of(Dimension.Space, long.Parse),
            Of(Dimension.Tag, v => v),
            Of(Dimension.Solved, v => v == "1"),
            new(hits.DateCounts[0], hits.DateCounts[1], hits.DateCounts[2]));
    }
}
