using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// The index at one moment as one visitor may see it. Access is part of every query run through it.
sealed class Scan
{
    private readonly IndexSearcher searcher;
    private readonly bool[] allowed;
    public Columns[] Segments { get; }

    public Scan(SearchIndex index, IndexSearcher searcher, Access access)
    {
        this.searcher = searcher;
        Segments = [.. searcher.TopReaderContext.Leaves.Select(l => index.ColumnsOf(l.AtomicReader))];
        // After the columns: they may have taught the index new audiences.
        allowed = Array.ConvertAll(index.Audiences.Words(), access.Includes);
    }

    /// Scorers are never given a document outside the visitor's audiences.
    public void Run(Query query, ICollector collector)
    {
        var weight = searcher.CreateNormalizedWeight(query);
        foreach (var (leaf, visible) in Readable())
        {
            collector.SetNextReader(leaf);
            weight.GetBulkScorer(leaf, !collector.AcceptsDocsOutOfOrder, visible)?.Score(collector);
        }
    }

    /// Whether the visitor may read any document with that word.
    public bool Holds(Term word)
    {
        foreach (var (leaf, visible) in Readable())
        {
            if (leaf.AtomicReader.GetTermDocsEnum(word) is not { } documents) continue;
            while (documents.NextDoc() is var document and not DocIdSetIterator.NO_MORE_DOCS)
                if (visible is null || visible.Get(document)) return true;
        }
        return false;
    }

    public SearchHit Hit(Candidate hit)
    {
        var topic = searcher.TopReaderContext.Leaves[hit.Leaf].AtomicReader.GetNumericDocValues(Fields.Topic).Get(hit.Document);
        return new((DocumentKind)(hit.Kind & 7), hit.Id, topic == 0 ? null : topic, hit.Score);
    }

    IEnumerable<(AtomicReaderContext Leaf, IBits? Visible)> Readable() =>
        from leaf in searcher.TopReaderContext.Leaves
        let columns = Segments[leaf.Ord]
        where Array.Exists(columns.Audiences, a => allowed[a])
        select (leaf, Visible.In(columns, allowed, leaf.AtomicReader.LiveDocs));
}
