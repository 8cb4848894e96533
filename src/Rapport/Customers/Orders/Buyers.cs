using System.Globalization;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers.Orders;

/// Who bought something belongs to the customers, and to the owners of what they bought.
sealed class Buyers : AudienceSource
{
    public override IReadOnlyList<NamedAudience> Named { get; } = [new(CustomerAudience.Customers, "Customers", "Whoever bought something, as the shop tells it.", 150)];

    public override IQueryable<string> Of(Db db, long member) => db.BoughtBy(member).Where(l => l.ProductId != null).Select(l => CustomerAudience.Owners + l.ProductId!.Value.ToString()).Distinct()
        .Concat(Orders(db).Where(c => c.MemberId == member).Select(c => CustomerAudience.Customers).Distinct());

    public override IQueryable<long>? In(Db db, string key) => key == CustomerAudience.Customers ? Orders(db).Select(c => c.MemberId!.Value).Distinct()
        : key.StartsWith(CustomerAudience.Owners, StringComparison.Ordinal) && long.TryParse(key.AsSpan(CustomerAudience.Owners.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var product)
            ? db.OwnersOf(product) : null;

    static IQueryable<Customer> Orders(Db db) => from customer in db.Customers
                                                 where customer.MemberId != null
                                                 join order in db.Orders on customer.Id equals order.CustomerId
                                                 where order.CancelledAt == null
                                                 select customer;
}
