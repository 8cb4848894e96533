using System.Globalization;
using System.Linq.Expressions;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers.Orders;

/// Who bought something belongs to the customers, and to the owners of what they bought.
sealed class Buyers : AudienceSource
{
    public override IReadOnlyList<NamedAudience> Named { get; } = [new(CustomerAudience.Customers, "Customers", "Whoever bought something, as the shop tells it.", 150)];

    public override Expression<Func<Db, long, IQueryable<string>>> Of { get; } = (db, member) => (
        from customer in db.Set<Customer>()
        where customer.MemberId == member
        join order in db.Set<Order>() on customer.Id equals order.CustomerId
        where order.CancelledAt == null
        join line in db.Set<OrderLine>() on order.Id equals line.OrderId
        where line.ProductId != null
        select CustomerAudience.Owners + line.ProductId!.Value.ToString()).Distinct().Concat((
        from customer in db.Set<Customer>()
        where customer.MemberId == member
        join order in db.Set<Order>() on customer.Id equals order.CustomerId
        where order.CancelledAt == null
        select CustomerAudience.Customers).Distinct());

    public override IQueryable<long>? In(Db db, string key) => key == CustomerAudience.Customers ? Orders(db).Select(c => c.MemberId!.Value).Distinct()
        : key.StartsWith(CustomerAudience.Owners, StringComparison.Ordinal) && long.TryParse(key.AsSpan(CustomerAudience.Owners.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var product)
            ? db.OwnersOf(product) : null;

    static IQueryable<Customer> Orders(Db db) => from customer in db.Customers
                                                 where customer.MemberId != null
                                                 join order in db.Orders on customer.Id equals order.CustomerId
                                                 where order.CancelledAt == null
                                                 select customer;
}
