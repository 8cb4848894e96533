using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// A hit while it still competes; of equal hits the newer comes first, then by kind and id, so that every node lists alike.
readonly record struct Candidate(float Score, int Created, byte Kind, long Id, int Leaf, int Document) : IComparable<Candidate>
{
    public int CompareTo(Candidate other)
    {
        if (Score != other.Score) return Score.CompareTo(other.Score);
        if (Created != other.Created) return Created.CompareTo(other.Created);
        var (kind, others) = (Kind & 7, other.Kind & 7);
        return kind != others ? others.CompareTo(kind) : other.Id.CompareTo(Id);
    }
}

/// Gathers the best hits and counts all of them, in one pass.
sealed class Hits(SearchQuery query, Selection? selection, Weighing? weighing, int values, int[] since, int most) : ICollector
{
    private readonly PriorityQueue<Candidate, Candidate> best = new();
    private readonly float lift = weighing is null || query.Order != SearchOrder.Relevance ? 1 : Weighing.Most;
    private float floor = float.NegativeInfinity;
    private Columns columns = null!;
    private Scorer scorer = null!;
    private int leaf;

    public Columns[]? Segments { private get; init; }
    public int[] Counts { get; } = new int[query.Counted ? values : 0];
    /// Hits no older than each of the instants given, the newest first.
    public int[] DateCounts { get; } = new int[since.Length];
    public int Total { get; private set; }

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context) => columns = Segments![leaf = context.Ord];

    public void Collect(int doc)
    {
        if (selection is not null && selection.Missing(columns, doc) is var missing and not 0)
        {
            // What fails by one facet alone is still counted in that facet: it says what another choice would give.
            if (query.Counted && selection.Only(missing) is { } dimension) CountAside(doc, dimension);
            return;
        }
        Total++;
        if (query.Counted) CountIn(doc);
        Rank(doc);
    }

    void CountIn(int doc)
    {
        var starts = columns.Starts;
        var counts = Counts;
        foreach (var value in columns.Values.AsSpan(starts[doc], starts[doc + 1] - starts[doc])) counts[value]++;
        CountDate(doc);
    }

    void CountDate(int doc)
    {
        var created = columns.Created[doc];
        for (var n = 0; n < since.Length; n++) if (created >= since[n]) DateCounts[n]++;
    }

    void CountAside(int doc, Dimension dimension)
    {
        if (dimension == Dimension.Date) { CountDate(doc); return; }
        for (var n = columns.Starts[doc]; n < columns.Starts[doc + 1]; n++)
            if (selection!.DimensionOf(columns.Values[n]) == dimension) Counts[columns.Values[n]]++;
    }

    void Rank(int doc)
    {
        var score = query.Order switch
        {
            SearchOrder.Newest => columns.Created[doc],
            SearchOrder.Votes => columns.Votes[doc],
            _ => scorer.GetScore(),
        };
        if (score * lift < floor) return;
        if (lift > 1) score *= weighing!.Of(columns, doc);
        if (score < floor) return;

        var hit = new Candidate(score, columns.Created[doc], columns.Kinds[doc], columns.Ids[doc], leaf, doc);
        if (best.Count < most) best.Enqueue(hit, hit);
        else best.EnqueueDequeue(hit, hit);
        if (best.Count == most) floor = best.Peek().Score;
    }

    /// The best first.
    public List<Candidate> Best() => [.. best.UnorderedItems.Select(i => i.Element).OrderDescending()];
}
