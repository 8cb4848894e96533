using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Rapport.Search.Index;

/// The index on this node's disk: one writer, and readers that see what was put after the next Refresh.
/// Any thread may search; only one at a time writes.
public sealed class SearchIndex : IDisposable
{
    private readonly string folder;
    private readonly Action<Exception>? onFailedMerge;
    private readonly ConditionalWeakTable<object, Columns> columns = [];
    private IndexWriter writer;
    private volatile SearcherManager searchers;
    private bool failed;

    internal Vocabulary Audiences { get; } = new();
    internal Vocabulary Values { get; } = new();
    internal TimeProvider Clock { get; }

    /// How far the log had been read at the last commit; null for an index that is empty and must be filled from the start.
    public string? Position { get; private set; }

    /// Why the index found in the folder was thrown away, if it was.
    public string? Emptied { get; private set; }

    private SearchIndex(string folder, TimeProvider clock, Action<Exception>? onFailedMerge)
    {
        (this.folder, Clock, this.onFailedMerge) = (folder, clock, onFailedMerge);
        (writer, searchers) = Start();
    }

    public static SearchIndex Open(string folder, TimeProvider? clock = null, Action<Exception>? onFailedMerge = null) => new(folder, clock ?? TimeProvider.System, onFailedMerge);

    public void Put(IEnumerable<SearchDocument> documents) => Write(() =>
    {
        foreach (var document in documents) writer.UpdateDocument(Fields.KeyOf(document.Kind, document.Id), Fields.Of(document));
    });

    public void Put(params SearchDocument[] documents) => Put(documents.AsEnumerable());

    public void Delete(IEnumerable<(DocumentKind Kind, long Id)> keys) =>
        Write(() => writer.DeleteDocuments([.. keys.Select(k => Fields.KeyOf(k.Kind, k.Id))]));

    public void Delete(DocumentKind kind, long id) => Delete([(kind, id)]);

    /// Forgets whatever stands in a space.
    public void DeleteSpace(long space) => Write(() => writer.DeleteDocuments(Belonging.To(space)));

    /// Forgets everything, to be filled again from the start.
    public void Clear() => Write(() =>
    {
        writer.DeleteAll();
        Position = null;
    });

    /// Shows to later searches what was put and deleted so far; takes a few milliseconds.
    public void Refresh() => Write(() => searchers.MaybeRefreshBlocking());

    /// Writes every file anew that still holds something deleted. The next commit makes it durable and takes the old files away.
    /// It may take long, so others write meanwhile.
    public void Expunge()
    {
        var expunged = writer;
        // A join that is under way carries along what was deleted since it began, and its files are passed over.
        expunged.WaitForMerges();
        expunged.ForceMergeDeletes();
    }

    /// Makes all of it durable, together with the position it stands for.
    public void Commit(string? position) => Write(() =>
    {
        var notes = new Dictionary<string, string> { ["version"] = Fields.Version };
        if (position is not null) notes["position"] = position;
        writer.SetCommitData(notes);
        writer.Commit();
        Position = position;
        searchers.MaybeRefreshBlocking();
    });

    /// After a failed write: back to the last commit, from whose Position the log is to be read again.
    public void FallBack()
    {
        var (before, abandoned) = (searchers, writer);
        abandoned.Rollback();
        (writer, searchers) = Start();
        failed = false;
        before.Dispose();
        abandoned.Directory.Dispose();
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
        var (from, searcher) = Acquire();
        try { return read(searcher); }
        finally { from.Release(searcher); }
    }

    (SearcherManager From, IndexSearcher Searcher) Acquire()
    {
        while (true)
        {
            var from = searchers;
            try { return (from, from.Acquire()); }
            // Falling back exchanges them; a searcher of the new ones is there already.
            catch (ObjectDisposedException) when (from != searchers) { }
        }
    }

    (IndexWriter, SearcherManager) Start()
    {
        (var opened, Position, Emptied) = IndexFolder.Open(folder, new Warmer(this), onFailedMerge);
        return (opened, new SearcherManager(opened, applyAllDeletes: true, new Prepared(this)));
    }

    /// A write that failed, on a full disk say, may have lost documents put before it: a later commit must not claim them.
    void Write(Action act)
    {
        if (failed) throw new InvalidOperationException("A write to the search index failed: fall back to the last commit first.");
        try { act(); }
        catch { failed = true; throw; }
    }

    internal Columns ColumnsOf(AtomicReader reader) =>
        columns.GetValue(reader.CoreCacheKey, _ => new Columns(reader, Audiences, Values));

    /// Unpacks new segments before the first search meets them.
    sealed class Prepared(SearchIndex index) : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader)
        {
            foreach (var leaf in reader.Leaves) index.ColumnsOf(leaf.AtomicReader);
            return new(reader) { Similarity = new Bm25() };
        }
    }

    /// The same for merged segments, while the ones they come from still serve.
    sealed class Warmer(SearchIndex index) : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader) => index.ColumnsOf(reader);
    }
}
