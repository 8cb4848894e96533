using Rapport.Customers.Shops;
using Rapport.Kernel.Database;

namespace Rapport.Customers;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Customer> Customers => db.Set<Customer>();
        public DbSet<Order> Orders => db.Set<Order>();
        public DbSet<OrderLine> OrderLines => db.Set<OrderLine>();
        internal DbSet<Shop> Shops => db.Set<Shop>();
        public DbSet<Refund> Refunds => db.Set<Refund>();

        /// What a member bought and was not cancelled, returned things included: who had a thing can tell of it.
        public IQueryable<OrderLine> BoughtBy(long member) =>
            from customer in db.Customers
            where customer.MemberId == member
            join order in db.Orders on customer.Id equals order.CustomerId
            where order.CancelledAt == null
            join line in db.OrderLines on order.Id equals line.OrderId
            select line;

        /// The members who bought one of these products and did not cancel.
        public IQueryable<long> OwnersOf(IQueryable<long> products) => (
            from line in db.OrderLines
            where line.ProductId != null && products.Contains(line.ProductId.Value)
            join order in db.Orders on line.OrderId equals order.Id
            where order.CancelledAt == null
            join customer in db.Customers on order.CustomerId equals customer.Id
            where customer.MemberId != null
            select customer.MemberId!.Value).Distinct();

        /// The members who bought a product and did not cancel.
        public IQueryable<long> OwnersOf(long product) => (
            from line in db.OrderLines
            where line.ProductId == product
            join order in db.Orders on line.OrderId equals order.Id
            where order.CancelledAt == null
            join customer in db.Customers on order.CustomerId equals customer.Id
            where customer.MemberId != null
            select customer.MemberId!.Value).Distinct();
    }
}
