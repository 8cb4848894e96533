using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;

namespace Rapport.Kernel.Events;

/// The end of the log. All readers of this node are usually at the same place: how far it goes is asked once after each ring, and
/// what came is fetched once.
public sealed class LogTail(IServiceScopeFactory scopes, Wake wake, ILogger<LogTail> log) : Loop(log)
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Rest = TimeSpan.FromSeconds(30);
    const int Most = 500, Lanes = 3;

    /// So many of the shared readers read at once, however many there are: each holds a connection while it does.
    internal SemaphoreSlim Turns { get; } = new(Lanes);

    readonly Lock gate = new();
    (Task Ring, Task<long> Position) end = (Task.CompletedTask, Task.FromResult(-1L));
    (long After, long End, long FetchedAt, Task<List<EventRow>> Rows) fetched = (-1, -1, 0, Task.FromResult(new List<EventRow>()));

    /// At least the position of the last event that was placed before the ring that the caller holds.
    public Task<long> Position()
    {
        lock (gate)
        {
            var ring = wake.Next;
            if (end.Ring != ring || end.Position.IsFaulted) end = (ring, Ask(EventLog.Head));
            return end.Position;
        }
    }

    /// The events after one position and at least up to another, most at once.
    public async Task<IReadOnlyList<Recorded>> After(long position, long upTo, int most, bool unknownToo = false)
    {
        Task<List<EventRow>> rows;
        lock (gate)
        {
            // What is forgotten is forgotten soon: not even a reader that failed meanwhile is given it from here.
            var fresh = Environment.TickCount64 - fetched.FetchedAt < Look.TotalMilliseconds;
            if (fetched.After != position || fetched.End < upTo || !fresh || fetched.Rows.IsFaulted) fetched = (position, upTo, Environment.TickCount64, Ask(db => EventLog.Rows(db, position, Most)));
            rows = fetched.Rows;
        }
        return (await rows).Take(most).Select(row => row.Read(unknownToo)).ToList();
    }

    /// Waits for the ring: not long for a reader that is behind, since the node whose turn it was may have died. Tells whether it rang.
    internal async Task<bool> Wait(Task ring, long reached, CancellationToken cancel)
    {
        await Wake.Wait(ring, reached < await Position() ? Look : Rest, cancel);
        return ring.IsCompleted;
    }

    /// Another process of this machine may have placed events, and a ring from another node may have been lost.
    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(Look, cancel);
            if (await Ask(EventLog.Head) > await Position()) wake.Ring(fromElsewhere: true);
            Succeeded();
        }
    }

    async Task<T> Ask<T>(Func<Db, Task<T>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<Db>());
    }
}
