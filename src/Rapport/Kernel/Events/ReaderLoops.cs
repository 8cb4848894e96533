using System.Collections.Concurrent;
using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Jobs;

namespace Rapport.Kernel.Events;

/// Drives a derived or effect reader. The checkpoint's row lock makes it one node's turn at a time, and a node that dies lets go of it.
public sealed class SharedReaderLoop(Reader reader, IServiceScopeFactory scopes, LogTail tail, Wake wake, ILogger<SharedReaderLoop> log) : Loop(log)
{
    /// So many events are passed over at most before the checkpoint follows.
    const int MostPassed = 500;

    /// Where the checkpoint was last seen, by any node, and under which version; -1 to look anew.
    long stored = -1;
    int version;

    /// How far this node has come: to the checkpoint, and over what came since and is nothing to the reader. While the log goes no further, the database is not asked.
    public long Reached { get; private set; } = -1;

    readonly ConcurrentDictionary<Type, bool> heard = new();

    public override string Name => reader.Name;

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var ring = wake.Next;
            if (await Step() == 0 && !await tail.Wait(ring, stored, cancel)) await Rest();
        }
    }

    /// Reads one batch; the number of events it held.
    public async Task<int> Step()
    {
        var end = await tail.Position();
        if (Reached >= end && version == reader.Version) { Succeeded(); return 0; }
        if (await Pass(end) is > 0 and var passed) { Succeeded(); return passed; }
        await tail.Turns.WaitAsync();
        try { return await Read(end); }
        finally { tail.Turns.Release(); }
    }

    /// How far this node read or passed, where the checkpoint stands at this mark.
    public long From(long mark) => mark == stored ? Math.Max(mark, Reached) : mark;

    /// What is nothing to the reader takes no turn.
    async Task<int> Pass(long end)
    {
        if (stored < 0 || version != reader.Version || Reached - stored > Math.Min(MostPassed, reader.Batch)) return 0;
        IReadOnlyList<Recorded> events;
        try { events = await tail.After(Reached, end, reader.Batch); }
        // What this build does not know may have been read by a newer one: the checkpoint says so.
        catch { stored = Reached = -1; throw; }
        if (events.Count == 0 || events.Any(Hears)) return 0;
        Reached = events[^1].Position;
        return events.Count;
    }

    bool Hears(Recorded told) => (reader is not EffectReader || told.Cause == Cause.Live)
        && (reader.Hears is not { } types || heard.GetOrAdd(told.Event.GetType(), type => types.Any(t => t.IsAssignableFrom(type))));

    /// The log rests: the checkpoint follows over what was passed, or is looked for anew.
    async Task Rest()
    {
        var (from, to) = (stored, Reached);
        if (from >= 0 && from < to)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            var moved = 0;
            await db.Transact(async () => moved = await db.Set<Checkpoint>().Where(c => c.Reader == reader.Name && c.Position == from && c.ReaderVersion == version).ExecuteUpdateAsync(s => s.SetProperty(c => c.Position, to)));
            if (moved == 1) { stored = to; return; }
        }
        stored = Reached = -1;
    }

    async Task<int> Read(long end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (read, added) = (0, false);
        (long Position, int Version)? now = null;
        await using var room = end - Reached > reader.Batch ? await Room.For(db) : null;
        await db.Transact(async () =>
        {
            if (await Turn(db) is not { } checkpoint) return;
            if (checkpoint.Position == stored) checkpoint.Position = Reached;
            if (reader is DerivedReader rebuilt && checkpoint.ReaderVersion != reader.Version)
            {
                await rebuilt.Clear(db);
                checkpoint.Position = 0;
            }
            checkpoint.ReaderVersion = reader.Version;
            var events = checkpoint.Position < end ? await tail.After(checkpoint.Position, end, reader.Batch) : [];
            if (events.Count > 0)
            {
                await (reader switch
                {
                    DerivedReader derived => derived.Read(db, events),
                    EffectReader effect when events.Where(e => e.Cause == Cause.Live).ToList() is { Count: > 0 } live => effect.Read(db, live),
                    _ => Task.CompletedTask,
                });
                checkpoint.Position = events[^1].Position;
            }
            await db.TellFound();
            // What was added may be somebody's next work; the checkpoint alone is nobody's.
            added = db.ChangeTracker.Entries().Any(e => e.Entity is not Checkpoint && (e.State == EntityState.Added || e.Entity is EventRow or Job));
            await db.SaveChangesAsync();
            (read, now) = (events.Count, (checkpoint.Position, checkpoint.ReaderVersion));
        });
        if (now is { } there) (stored, Reached, version) = (there.Position, there.Position, there.Version);
        if (added) wake.Ring(fromElsewhere: true);
        Succeeded();
        return read;
    }

    async Task<Checkpoint?> Turn(Db db)
    {
        var row = db.OnPostgres
            ? db.Set<Checkpoint>().FromSql($"SELECT * FROM kernel_checkpoints WHERE reader = {reader.Name} FOR UPDATE SKIP LOCKED")
            : db.Set<Checkpoint>().Where(c => c.Reader == reader.Name);
        async Task<Checkpoint?> Take() => (await row.AsTracking().ToListAsync()).FirstOrDefault();
        if (await Take() is { } free) return free;
        if (await db.Set<Checkpoint>().AnyAsync(c => c.Reader == reader.Name)) return null;
        await Begin(db, reader);
        return await Take();
    }

    internal static async Task Begin(Db db, Reader reader)
    {
        var start = reader is EffectReader ? await EventLog.Head(db) : 0;
        await db.Database.ExecuteSqlAsync($"INSERT INTO kernel_checkpoints (reader, position, reader_version) VALUES ({reader.Name}, {start}, {reader.Version}) ON CONFLICT DO NOTHING");
    }
}

/// Drives a local reader: every node reads everything.
public sealed class LocalReaderLoop(LocalReader reader, IServiceScopeFactory scopes, LogTail tail, Wake wake, ILogger<LocalReaderLoop> log) : Loop(log)
{
    public override string Name => reader.Name;

    protected override async Task Run(CancellationToken cancel)
    {
        reader.Following = false;
        await using (var scope = scopes.CreateAsyncScope())
            reader.Position = await reader.Start(scope.ServiceProvider.GetRequiredService<Db>());
        reader.Following = true;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var ring = wake.Next;
            if (await Step() == 0) await tail.Wait(ring, reader.Position, cancel);
        }
    }

    async Task<int> Step()
    {
        var end = await tail.Position();
        if (reader.Position >= end) { Succeeded(); return 0; }
        var events = await tail.After(reader.Position, end, reader.Batch, reader.ReadsUnknown);
        if (events.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            await reader.Read(scope.ServiceProvider.GetRequiredService<Db>(), events);
            reader.Position = events[^1].Position;
        }
        Succeeded();
        return events.Count;
    }
}

/// The log as readers see it: by position only.
public static class EventLog
{
    public static async Task<long> Head(Db db) => await db.Set<EventRow>().MaxAsync(e => e.Position) ?? 0;

    public static async Task<IReadOnlyList<Recorded>> After(Db db, long position, int most) => (await Rows(db, position, most)).ConvertAll(row => row.Read());

    internal static Task<List<EventRow>> Rows(Db db, long position, int most) =>
        db.Set<EventRow>().AsNoTracking().Where(e => e.Position > position).OrderBy(e => e.Position).Take(most).ToListAsync();
}
