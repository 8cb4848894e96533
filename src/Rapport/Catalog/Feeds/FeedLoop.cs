using System.Threading.Channels;
using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;

namespace Rapport.Catalog.Feeds;

/// Files handed in at this node and waiting to be read.
public sealed class HandedIn
{
    readonly Channel<ImportOrder> waiting = Channel.CreateBounded<ImportOrder>(20);

    public bool Add(ImportOrder order) => waiting.Writer.TryWrite(order);
    internal ChannelReader<ImportOrder> Waiting => waiting.Reader;
}

/// Reads lists that were handed in, and fetches feeds that have come due. A lease keeps two nodes from fetching the same one.
public sealed class FeedLoop(IServiceScopeFactory scopes, HandedIn handedIn, Import import, FetchFeed fetch, TimeProvider clock, ILogger<FeedLoop> log) : Loop(log)
{
    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            while (handedIn.Waiting.TryRead(out var order))
            {
                await import.Run(order, cancel);
                File.Delete(order.File);
            }
            while (await Claim() is { } feed) await fetch.Run(feed, cancel);
            Succeeded();
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            pause.CancelAfter(TimeSpan.FromSeconds(5));
            try { await handedIn.Waiting.WaitToReadAsync(pause.Token); }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { }
        }
    }

    async Task<long?> Claim()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = clock.GetUtcNow();
        var due = await db.Set<FeedSource>().AsNoTracking().Where(f => f.NextAt <= now && f.StoppedAt == null && (f.LockedUntil == null || f.LockedUntil < now)).OrderBy(f => f.NextAt).FirstOrDefaultAsync();
        if (due is null) return null;
        var won = 0;
        await db.Transact(async () => won = await db.Set<FeedSource>().Where(f => f.Id == due.Id && f.Version == due.Version && (f.LockedUntil == null || f.LockedUntil < now))
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LockedUntil, now + FeedSource.Lease).SetProperty(f => f.Version, f => f.Version + 1)));
        return won == 1 ? due.Id : null;
    }
}
