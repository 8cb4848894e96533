using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Search.Documents;
using Rapport.Search.Index;

namespace Rapport.Search;

/// Keeps this node's search index: filled from the database, then following the log. The server answers meanwhile.
public sealed class SearchReader(Installation installation, TimeProvider clock, ILogger<SearchReader> log, IHostApplicationLifetime? life = null) : LocalReader, IDisposable
{
    public override string What => "Search index";

    /// Further behind than this, reading the database again is quicker than the log.
    const int FarBehind = 20_000, Chunk = 500, CommitAfter = 1_000;
    static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim writing = new(1, 1);
    Seat? seat;
    SearchIndex? index;
    volatile bool ready;
    string? reached;
    int uncommitted;
    long committed;

    /// The index, or nothing while it is being built.
    public SearchIndex? Index => ready ? index : null;

    /// Where the index lies; nothing before the reader started.
    internal string? Folder => seat?.Folder;

    public override async Task<long> Start(Db db)
    {
        await writing.WaitAsync();
        try
        {
            Open();
            var (head, mark) = await Mark.Head(db);
            if (await Mark.Position(db, index!.Position) is { } position && position <= head && head - position <= FarBehind)
            {
                ready = true;
                owing.TrySetResult();
                return position;
            }
            ready = false;
            await Fill(db, mark);
            ready = true;
            return head;
        }
        finally { writing.Release(); }
    }

    void Open()
    {
        (reached, uncommitted, committed) = (null, 0, clock.GetTimestamp());
        if (index is not null)
        {
            // Asked again because reading failed: what was written since the last commit may be half of something.
            index.FallBack();
            return;
        }
        seat ??= Seat.Take(installation.Data);
        index = SearchIndex.Open(seat.Folder, clock, problem => log.LogWarning(problem, "Parts of the search index could not be joined; they are left as they are and tried again"));
        if (index.Emptied is { } why) log.LogWarning("The search index in {Folder} cannot be used and is built again: {Why}", seat.Folder, why);
    }

    async Task Fill(Db db, string mark)
    {
        var began = clock.GetTimestamp();
        index!.Clear();
        await foreach (var batch in Everything.Of(db, installation.Languages[0]))
        {
            life?.ApplicationStopping.ThrowIfCancellationRequested();
            index.Put(batch);
        }
        index.Commit(mark);
        log.LogInformation("The search index was built: {Count} documents in {Seconds:0.0} s", index.Count, clock.GetElapsedTime(began).TotalSeconds);
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        await writing.WaitAsync();
        try
        {
            var changes = new Changes(events);
            var posts = new HashSet<long>(await changes.Posts(db, index!));
            foreach (var space in changes.Spaces) posts.UnionWith(await Moved(db, space));
            foreach (var ids in changes.Products.Chunk(Chunk)) Write(ids, await ProductDocuments.Load(db, ids, installation.Languages[0]), DocumentKind.Product);
            foreach (var ids in changes.Members.Chunk(Chunk)) Write(ids, await MemberDocuments.Load(db, ids), DocumentKind.Member);
            foreach (var ids in posts.Chunk(Chunk)) Write(ids, await PostDocuments.Load(db, ids), DocumentKind.Topic, DocumentKind.Reply);
            reached = Mark.Of(events[^1]);
            if (events.Any(e => e.Event is MemberLeft)) owing.TrySetResult();
            if (uncommitted >= CommitAfter || clock.GetElapsedTime(committed) >= CommitEvery) Commit();
            else index!.Refresh();
        }
        finally { writing.Release(); }
    }

    /// The posts of a space whose audience is another one now. They are forgotten at once, since there may be very many.
    async Task<IReadOnlyList<long>> Moved(Db db, long space)
    {
        var audience = await Everything.AudienceOf(db, space);
        if (audience is not null && !index!.Strays(space, audience)) return [];
        index!.DeleteSpace(space);
        index.Refresh();
        return await Everything.PostsIn(db, space);
    }

    void Write(long[] ids, IReadOnlyList<SearchDocument> documents, params DocumentKind[] kinds)
    {
        index!.Put(documents);
        index.Delete(ids.Except(documents.Select(d => d.Id)).SelectMany(id => kinds.Select(kind => (kind, id))));
        uncommitted += ids.Length;
    }

    volatile TaskCompletionSource owing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// Over once the index may hold what somebody took along: when they left, and after a start, since nobody knows what stood before.
    internal Task Owing => owing.Task;

    /// What was deleted from the index, and what stood there before it was changed, stands in its files until they are written anew: writes them anew.
    public async Task Forget()
    {
        if (!ready || index is not { } forgetting) return;
        owing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            forgetting.Expunge();
            await writing.WaitAsync();
            try
            {
                forgetting.Commit(reached ?? forgetting.Position);
                (uncommitted, committed) = (0, clock.GetTimestamp());
            }
            finally { writing.Release(); }
        }
        catch
        {
            owing.TrySetResult();
            throw;
        }
    }

    void Commit()
    {
        index!.Commit(reached);
        (uncommitted, committed) = (0, clock.GetTimestamp());
    }

    int disposed;

    /// Registered under two names, it is disposed of twice; the second time would wait in vain.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        var alone = writing.Wait(TimeSpan.FromSeconds(5));
        try { if (alone && index is not null && reached is not null && uncommitted > 0) Commit(); }
        catch (Exception problem) { log.LogWarning(problem, "The last changes to the search index were not stored; the log tells them again"); }
        ready = false;
        if (alone) index?.Dispose();
        seat?.Dispose();
    }
}
