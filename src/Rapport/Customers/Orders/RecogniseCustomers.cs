using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Customers.Orders;

/// Somebody showed that an address is theirs: what was ordered with it is theirs too, and stays so when they take another address.
/// Who bought something is told of once, and again when every order was cancelled.
sealed class RecogniseCustomers : DerivedReader
{
    public override string What => "Customers";
    public override int Version => 2;
    public override IReadOnlyList<Type> Hears => [typeof(MemberJoined), typeof(AddressMoved), typeof(OrderPlaced), typeof(OrderCancelled)];

    /// Who was recognised stays recognised; reading again adds nobody.
    public override Task Clear(Db db) => Task.CompletedTask;

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var ids = events.Where(e => e.Event is MemberJoined or AddressMoved).Select(e => e.Subject.Id).Distinct().ToList();
        var ordered = events.Where(e => e.Event is OrderPlaced or OrderCancelled).Select(e => ((OrderEvent)e.Event).Customer).OfType<long>().Distinct().ToList();
        if (ids.Count == 0 && ordered.Count == 0) return;
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id) && m.ConfirmedAt != null && m.EmailKey != null).ToDictionaryAsync(m => m.EmailKey!);
        var keys = members.Keys.ToList();
        var customers = await db.Customers.Where(c => keys.Contains(c.EmailKey!) || ordered.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync();
        foreach (var customer in customers)
            if (customer.EmailKey is { } key && members.TryGetValue(key, out var member)) customer.Belongs(member);
        var mine = customers.Where(c => c.MemberId is not null).Select(c => c.Id).ToList();
        var buyers = mine.Count == 0 ? [] : await db.Orders.Where(o => o.CustomerId != null && mine.Contains(o.CustomerId.Value) && o.CancelledAt == null).Select(o => o.CustomerId!.Value).Distinct().ToListAsync();
        foreach (var customer in customers)
            if (customer.IsBuyer(buyers.Contains(customer.Id))) db.Tell(new BuyerKnown(customer));
    }
}
