using Rapport.Customers.Shops;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Customers;

public sealed partial class OrderBook
{
    /// All that one message of a shop says.
    internal async Task Take(string source, ShopWord word, Action<Refused>? doubt = null)
    {
        if (word.Orders.Count > 0) await Take(source, word.Orders, doubt);
        if (word.Refunds.Count > 0) await Take(source, word.Refunds);
        if (word.Gone.Count > 0) await Cancel(source, word.Gone);
        foreach (var (key, email) in word.Forget) Forget(source, key, email);
        if (word.ForgetAll) ForgetAll(source);
        if (word.ForgetAll || word.Forget.Count > 0 || db.ChangeTracker.HasChanges()) await db.Save();
    }

    async Task Cancel(string source, IReadOnlyList<string> keys)
    {
        var orders = await db.Orders.Where(o => o.Source == source && keys.Contains(o.Key) && o.CancelledAt == null).ToListAsync();
        foreach (var order in orders) order.Cancel(clock.GetUtcNow());
        await db.Save([.. orders.Select(o => (Event)new OrderCancelled(o))]);
    }

    void Forget(string source, string? key, string? email)
    {
        var address = Address(email)?.Key;
        db.Later(() => db.Forget(db.Customers.Where(c => address != null && c.EmailKey == address || key != null && db.Set<ForeignId>().Any(f => f.Source == source && f.Kind == Customer.Foreign && f.Key == key && f.Id == c.Id))));
    }

    void ForgetAll(string source) => db.Later(() => db.Forget(db.Customers.Where(c => db.Set<Order>().Any(o => o.Source == source && o.CustomerId == c.Id))));
}
