using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// The readable columns of one moment's index, and a walk over the hits that a visitor may find.
sealed class Scan(SearchIndex index, IndexSearcher searcher)
{
    public Columns[] Segments { get; } = [.. searcher.TopReaderContext.Leaves.Select(l => index.ColumnsOf(l.AtomicReader))];

    /// The access filter is part of the query: scorers are never given a document outside it.
    public void Run(Query query, Access access, ICollector collector)
    {
        var allowed = Array.ConvertAll(index.Audiences.Words(), access.Includes);
        if (Array.TrueForAll(allowed, a => !a)) return;
        var weight = searcher.CreateNormalizedWeight(query);
        foreach (var leaf in searcher.TopReaderContext.Leaves)
        {
            var columns = Segments[leaf.Ord];
            if (Array.TrueForAll(columns.Audiences, a => !allowed[a])) continue;
            var visible = Visible.In(columns, allowed, leaf.AtomicReader.LiveDocs);
            collector.SetNextReader(leaf);
            weight.GetBulkScorer(leaf, !collector.AcceptsDocsOutOfOrder, visible)?.Score(collector);
        }
    }

    public SearchHit Hit(Candidate hit)
    {
        var topic = searcher.TopReaderContext.Leaves[hit.Leaf].AtomicReader.GetNumericDocValues(Fields.Topic).Get(hit.Document);
        return new((DocumentKind)(hit.Kind & 7), hit.Id, topic == 0 ? null : topic, hit.Score);
    }
}
