using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;

namespace Rapport.Webhooks.Deliveries;

/// Carries what is due, a few at once for each address, so that a slow one holds no other back. Every attempt is leased: when its
/// node dies, another makes it again.
public sealed class DeliveryLoop(IServiceScopeFactory scopes, TimeProvider clock, Wake wake, ILogger<DeliveryLoop> log) : Loop(log)
{
    public const int MostAtOnce = 4;

    static readonly TimeSpan Lease = TimeSpan.FromSeconds(60), Farewell = TimeSpan.FromSeconds(5);

    protected override async Task Run(CancellationToken cancel)
    {
        using var abandon = new CancellationTokenSource();
        var underWay = new List<Task>();
        try
        {
            while (true)
            {
                var ring = wake.Next;
                underWay.AddRange((await Claim()).Select(id => Carry(id, abandon.Token)));
                Succeeded();
                await Wake.Wait(Task.WhenAny([ring, .. underWay]), TimeSpan.FromSeconds(1), cancel);
                underWay.RemoveAll(task => task.IsCompleted);
            }
        }
        finally
        {
            // A node that stops hears the answers that are on their way; what it cannot wait for is sent again by another.
            abandon.CancelAfter(Farewell);
            await Task.WhenAll(underWay);
        }
    }

    async Task Carry(long delivery, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try { await scope.ServiceProvider.GetRequiredService<Courier>().Carry(delivery, cancel); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { await scope.ServiceProvider.GetRequiredService<Db>().Deliveries.Where(d => d.Id == delivery).ExecuteUpdateAsync(s => s.SetProperty(d => d.LockedUntil, (DateTimeOffset?)null)); }
        catch (Exception problem) { log.LogWarning(problem, "Delivery {Delivery} was broken off; it is made again when its lease is over", delivery); }
    }

    /// Takes leases on what is due, as many for each address as it has room for on all nodes together.
    async Task<IReadOnlyList<long>> Claim()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = clock.GetUtcNow();
        var waiting = await (from delivery in db.Deliveries
                             where delivery.DueAt <= now && (delivery.LockedUntil == null || delivery.LockedUntil < now)
                             join webhook in db.Webhooks on delivery.WebhookId equals webhook.Id
                             where webhook.StoppedAt == null && (webhook.QuietUntil == null || webhook.QuietUntil <= now)
                             select webhook.Id).Distinct().ToListAsync();
        var claimed = new List<long>();
        foreach (var webhook in waiting) await db.Transact(async () => claimed.AddRange(await Claim(db, webhook, now)));
        return claimed;
    }

    static async Task<IReadOnlyList<long>> Claim(Db db, long webhook, DateTimeOffset now)
    {
        // The row lock makes it one node's turn to count and to take.
        if (db.OnPostgres && (await db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM webhooks_webhooks WHERE id = {webhook} FOR UPDATE SKIP LOCKED").ToListAsync()).Count == 0) return [];
        var room = MostAtOnce - await db.Deliveries.CountAsync(d => d.WebhookId == webhook && d.LockedUntil >= now);
        if (room <= 0) return [];
        var due = await db.Deliveries.Where(d => d.WebhookId == webhook && d.DueAt <= now && (d.LockedUntil == null || d.LockedUntil < now)).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(room).Select(d => d.Id).ToListAsync();
        await db.Deliveries.Where(d => due.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.LockedUntil, now + Lease));
        return due;
    }
}
