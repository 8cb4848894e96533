using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers;

/// What a member bought, as the shop told it.
sealed class Purchases : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Customer)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("customer", [.. await db.Customers.AsNoTracking().Where(c => c.MemberId == memberId).Select(c => new { c.Name, c.Email, c.Language, c.SeenAt }).ToListAsync()]),
        new("customer-numbers", [.. await (from customer in db.Customers.AsNoTracking()
                                           where customer.MemberId == memberId
                                           join known in db.Set<ForeignId>() on customer.Id equals known.Id
                                           where known.Kind == Customer.Foreign
                                           select new { known.Source, known.Key }).ToListAsync()]),
        new("orders", [.. await (from customer in db.Customers.AsNoTracking()
                                 where customer.MemberId == memberId
                                 join order in db.Orders on customer.Id equals order.CustomerId
                                 orderby order.PlacedAt
                                 select new { order.Number, order.PlacedAt, order.DeliveredAt, order.CancelledAt, order.Currency, order.Minor }).ToListAsync()]),
        new("things-bought", [.. await db.BoughtBy(memberId).AsNoTracking().OrderBy(l => l.Id).Select(l => new { l.OrderId, l.Sku, l.Name, l.Quantity, l.Returned, l.Minor }).ToListAsync()]),
    ];

    /// The orders stay as figures of nobody. Those by a confirmed address are theirs even where nobody noticed yet.
    public override Task Erase(Db db, long memberId, LeavingChoice choice) =>
        db.Forget(db.Customers.Where(c => c.MemberId == memberId || db.Set<Member>().Any(m => m.Id == memberId && m.ConfirmedAt != null && m.EmailKey == c.EmailKey)));
}
