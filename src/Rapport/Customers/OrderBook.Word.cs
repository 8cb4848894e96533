using Rapport.Customers.Shops;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Customers;

public sealed partial class OrderBook
{
    /// All that one message of a shop says.
    internal async Task Take(string source, ShopWord word)
    {
        if (word.Orders.Count > 0) await Take(source, word.Orders);
        if (word.Refunds.Count > 0) await Take(source, word.Refunds);
        if (word.Gone.Count > 0) await Cancel(source, word.Gone);
        foreach (var (key, email) in word.Forget) await Forget(source, key, email);
        if (word.ForgetAll) await ForgetAll(source);
        if (db.ChangeTracker.HasChanges()) await db.Save();
    }

    async Task Cancel(string source, IReadOnlyList<string> keys)
    {
        var orders = await db.Orders.Where(o => o.Source == source && keys.Contains(o.Key) && o.CancelledAt == null).ToListAsync();
        foreach (var order in orders) order.Cancel(clock.GetUtcNow());
        await db.Save([.. orders.Select(o => (Event)new OrderCancelled(o))]);
    }

    async Task Forget(string source, string? key, string? email)
    {
        var address = Address(email)?.Key;
        var ids = key is null ? [] : await db.Set<ForeignId>().Where(f => f.Source == source && f.Kind == "customer" && f.Key == key).Select(f => f.Id).ToListAsync();
        foreach (var customer in await db.Customers.Where(c => ids.Contains(c.Id) || address != null && c.EmailKey == address).ToListAsync()) customer.Forget();
    }

    async Task ForgetAll(string source)
    {
        var ids = db.Orders.Where(o => o.Source == source && o.CustomerId != null).Select(o => o.CustomerId!.Value);
        await db.Transact(() => db.Customers.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.Email, (string?)null).SetProperty(c => c.EmailKey, (string?)null).SetProperty(c => c.Name, (string?)null).SetProperty(c => c.MemberId, (long?)null)));
    }
}
