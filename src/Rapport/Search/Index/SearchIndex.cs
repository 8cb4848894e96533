using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// The index on this node's disk: one writer, and readers that see what was put after the next Refresh.
public sealed class SearchIndex : IDisposable
{
    private readonly IndexWriter writer;
    private readonly SearcherManager searchers;
    private readonly ConditionalWeakTable<object, Columns> columns = [];
    internal Vocabulary Audiences { get; } = new();
    internal Vocabulary Values { get; } = new();
    internal TimeProvider Clock { get; }

    /// How far the log had been read at the last commit; null for an index that is empty and must be filled from the start.
    public string? Position { get; private set; }

    /// Why the index found in the folder was thrown away, if it was.
    public string? Emptied { get; }

    private SearchIndex(string folder, TimeProvider clock)
    {
        Clock = clock;
        (writer, Position, Emptied) = IndexFolder.Open(folder, new Warmer(this));
        searchers = new SearcherManager(writer, applyAllDeletes: true, new Similar());
    }

    public static SearchIndex Open(string folder, TimeProvider? clock = null) => new(folder, clock ?? TimeProvider.System);

    public void Put(IEnumerable<SearchDocument> documents)
    {
        foreach (var document in documents) writer.UpdateDocument(Fields.KeyOf(document.Kind, document.Id), Fields.Of(document));
    }

    public void Put(params SearchDocument[] documents) => Put(documents.AsEnumerable());

    public void Delete(IEnumerable<(DocumentKind Kind, long Id)> keys) =>
        writer.DeleteDocuments([.. keys.Select(k => Fields.KeyOf(k.Kind, k.Id))]);

    public void Delete(DocumentKind kind, long id) => Delete([(kind, id)]);

    /// Forgets everything, to be filled again from the start.
    public void Clear()
    {
        writer.DeleteAll();
        Position = null;
    }

    /// Shows to later searches what was put and deleted so far; takes a few milliseconds.
    public void Refresh() => searchers.MaybeRefreshBlocking();

    /// Makes all of it durable, together with the position it stands for.
    public void Commit(string? position)
    {
        var notes = new Dictionary<string, string> { ["version"] = Fields.Version };
        if (position is not null) notes["position"] = position;
        writer.SetCommitData(notes);
        writer.Commit();
        Position = position;
        Refresh();
    }

    public int Count => Read(searcher => searcher.IndexReader.NumDocs);

    /// What was not committed is left out: the log will tell it again.
    public void Dispose()
    {
        searchers.Dispose();
        writer.Rollback();
        writer.Directory.Dispose();
    }

    internal T Read<T>(Func<IndexSearcher, T> read)
    {
        var searcher = searchers.Acquire();
        try { return read(searcher); }
        finally { searchers.Release(searcher); }
    }

    internal Columns ColumnsOf(AtomicReader reader) =>
        columns.GetValue(reader.CoreCacheKey, _ => new Columns(reader, Audiences, Values));

    sealed class Similar : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new(reader) { Similarity = new Bm25() };
    }

    /// Unpacks a merged segment before anyone searches it.
    sealed class Warmer(SearchIndex index) : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader) => index.ColumnsOf(reader);
    }
}
