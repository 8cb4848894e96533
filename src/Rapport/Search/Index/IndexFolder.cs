using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = System.IO.Directory;

namespace Rapport.Search.Index;

/// The folder an index lives in. An index that is damaged or of another version is emptied, to be filled again.
static class IndexFolder
{
    public static (IndexWriter Writer, string? Position, string? Emptied) Open(string folder, IndexWriter.IndexReaderWarmer warmer, Action<Exception>? onFailedMerge)
    {
        Directory.CreateDirectory(folder);
        var emptied = Fault(folder, out var position);
        if (emptied is null)
            try { return (Writer(folder, OpenMode.CREATE_OR_APPEND, warmer, onFailedMerge), position, null); }
            catch (Exception fault) when (fault is not LockObtainFailedException) { emptied = fault.Message; }

        Empty(folder);
        return (Writer(folder, OpenMode.CREATE, warmer, onFailedMerge), null, emptied);
    }

    /// Why the index in the folder cannot be used; reads every file once, since a flipped bit shows only there.
    static string? Fault(string folder, out string? position)
    {
        position = null;
        try
        {
            // Not mapped into memory, where every byte checked would count as ours.
            using var directory = new NIOFSDirectory(folder);
            if (!DirectoryReader.IndexExists(directory))
                return directory.ListAll().Any(f => f.StartsWith("segments", StringComparison.Ordinal)) ? "Its list of segments is unreadable." : null;
            using var reader = DirectoryReader.Open(directory);
            var notes = reader.IndexCommit.UserData;
            if (!notes.TryGetValue("version", out var version) || version != Fields.Version) return "It is of another version.";
            foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
            position = notes.TryGetValue("position", out var noted) ? noted : null;
            return null;
        }
        catch (Exception fault) { return fault.Message; }
    }

    /// Deletes the index's files, but only while nobody else writes there.
    static void Empty(string folder)
    {
        using var directory = FSDirectory.Open(folder);
        using var held = directory.MakeLock(IndexWriter.WRITE_LOCK_NAME);
        if (!held.Obtain(1_000)) throw new LockObtainFailedException($"Another process writes the search index in {folder}.");
        foreach (var file in directory.ListAll().Where(f => f != IndexWriter.WRITE_LOCK_NAME)) directory.DeleteFile(file);
    }

    static IndexWriter Writer(string folder, OpenMode mode, IndexWriter.IndexReaderWarmer warmer, Action<Exception>? onFailedMerge) =>
        new(FSDirectory.Open(folder), new IndexWriterConfig(LuceneVersion.LUCENE_48, new FieldAnalysis())
        {
            OpenMode = mode,
            Similarity = new Bm25(),
            RAMBufferSizeMB = 48,
            MergedSegmentWarmer = warmer,
            MergeScheduler = new PatientMerges(onFailedMerge),
            MergePolicy = new TieredMergePolicy { ForceMergeDeletesPctAllowed = 0 },
        });

    /// A merge that fails, on a full disk say, is said so and left for later: what it would have joined is whole.
    sealed class PatientMerges(Action<Exception>? onFailure) : ConcurrentMergeScheduler
    {
        protected override void HandleMergeException(Exception exc)
        {
            onFailure?.Invoke(exc);
            // On a thread of the merges alone, so that one that fails again and again does not spin.
            Thread.Sleep(250);
        }
    }
}
