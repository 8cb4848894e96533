using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Customers.Orders;

/// Somebody showed that an address is theirs: what was ordered with it is theirs too, and stays so when they take another address.
sealed class RecogniseCustomers : DerivedReader
{
    public override string What => "Customers";

    /// Who was recognised stays recognised; reading again adds nobody.
    public override Task Clear(Db db) => Task.CompletedTask;

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var ids = events.Where(e => e.Event is MemberJoined or AddressMoved).Select(e => e.Subject.Id).Distinct().ToList();
        if (ids.Count == 0) return;
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id) && m.ConfirmedAt != null && m.EmailKey != null).ToDictionaryAsync(m => m.EmailKey!);
        var keys = members.Keys.ToList();
        foreach (var customer in await db.Customers.Where(c => keys.Contains(c.EmailKey!)).ToListAsync()) customer.Belongs(members[customer.EmailKey!]);
    }
}
