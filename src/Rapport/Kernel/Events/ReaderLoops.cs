using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;

namespace Rapport.Kernel.Events;

/// Drives a derived or effect reader. The checkpoint's row lock makes it one node's turn at a time, and a node that dies lets go of it.
public sealed class SharedReaderLoop(Reader reader, IServiceScopeFactory scopes, Wake wake, ILogger<SharedReaderLoop> log) : Loop(log)
{
    public override string Name => reader.Name;

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            var ring = wake.Next;
            if (await Step() == 0) await Wake.Wait(ring, TimeSpan.FromSeconds(1), cancel);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// Reads one batch; the number of events it held.
    public async Task<int> Step()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if (await Idle(db)) { Succeeded(); return 0; }
        var read = 0;
        await db.Transact(async () =>
        {
            if (await Turn(db) is not { } checkpoint) return;
            if (reader is DerivedReader rebuilt && checkpoint.ReaderVersion != reader.Version)
            {
                await rebuilt.Clear(db);
                checkpoint.Position = 0;
            }
            checkpoint.ReaderVersion = reader.Version;
            var events = await EventLog.After(db, checkpoint.Position, reader.Batch);
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
            await db.TellRedrawn();
            await db.SaveChangesAsync();
            read = events.Count;
        });
        if (read > 0) wake.Ring(fromElsewhere: true);
        Succeeded();
        return read;
    }

    async Task<bool> Idle(Db db) =>
        await db.Set<Checkpoint>().AsNoTracking().FirstOrDefaultAsync(c => c.Reader == reader.Name) is { } checkpoint
        && checkpoint.ReaderVersion == reader.Version
        && checkpoint.Position >= await EventLog.Head(db);

    async Task<Checkpoint?> Turn(Db db)
    {
        if (!await db.Set<Checkpoint>().AnyAsync(c => c.Reader == reader.Name)) await Begin(db, reader);
        var rows = db.OnPostgres
            ? db.Set<Checkpoint>().FromSql($"SELECT * FROM kernel_checkpoints WHERE reader = {reader.Name} FOR UPDATE SKIP LOCKED")
            : db.Set<Checkpoint>().Where(c => c.Reader == reader.Name);
        return (await rows.AsTracking().ToListAsync()).FirstOrDefault();
    }

    internal static async Task Begin(Db db, Reader reader)
    {
        var start = reader is EffectReader ? await EventLog.Head(db) : 0;
        await db.Database.ExecuteSqlAsync($"INSERT INTO kernel_checkpoints (reader, position, reader_version) VALUES ({reader.Name}, {start}, {reader.Version}) ON CONFLICT DO NOTHING");
    }
}

/// Drives a local reader: every node reads everything.
public sealed class LocalReaderLoop(LocalReader reader, IServiceScopeFactory scopes, Wake wake, ILogger<LocalReaderLoop> log) : Loop(log)
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
            var ring = wake.Next;
            if (await Step() == 0) await Wake.Wait(ring, TimeSpan.FromSeconds(1), cancel);
            cancel.ThrowIfCancellationRequested();
        }
    }

    async Task<int> Step()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var events = await EventLog.After(db, reader.Position, reader.Batch, reader.ReadsUnknown);
        if (events.Count > 0)
        {
            await reader.Read(db, events);
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

    public static async Task<IReadOnlyList<Recorded>> After(Db db, long position, int most, bool unknownToo = false) =>
        (await db.Set<EventRow>().AsNoTracking().Where(e => e.Position > position).OrderBy(e => e.Position).Take(most).ToListAsync())
        .ConvertAll(row => row.Read(unknownToo));
}
