using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace Rapport.Search.Index;

/// BM25 whose average length counts only documents that have the field: languages must not dilute each other.
sealed class Bm25() : BM25Similarity(1.2f, 0.75f)
{
    protected override float AvgFieldLength(CollectionStatistics statistics) =>
        statistics.SumTotalTermFreq <= 0 || statistics.DocCount <= 0
            ? 1f : (float)(statistics.SumTotalTermFreq / (double)statistics.DocCount);
}
