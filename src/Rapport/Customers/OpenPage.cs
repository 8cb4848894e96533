using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers;

/// What of the book is open while orders are written into it.
sealed class OpenPage(string source, Dictionary<string, Order> orders, List<OrderLine> lines, Dictionary<string, Refund> refunds, List<(Refund, IReadOnlyList<RefundLine>)> early,
    (Dictionary<string, Customer> ByAddress, Dictionary<string, Customer> ByKey, Dictionary<string, Member> Members) people, HashSet<long> forgotten,
    (Dictionary<string, long> BySku, Dictionary<string, long> ByGtin) products, List<(Order Order, OrderLine Line)> loose)
{
    public string Source => source;
    public Dictionary<string, Order> Orders => orders;
    public Dictionary<string, Refund> Refunds => refunds;

    /// What was written down though it cannot all be true.
    public List<Refused> Doubts { get; } = [];

    /// Refunds that wait for their order.
    public List<(Refund Refund, IReadOnlyList<RefundLine> Lines)> Early => early;

    /// Whoever placed the order is not to be known any more.
    public bool IsForgotten(Order order) => order.CustomerId is { } customer && forgotten.Contains(customer);

    readonly Dictionary<long, List<OrderLine>> byOrder = lines.GroupBy(l => l.OrderId).ToDictionary(g => g.Key, g => g.ToList());

    public IReadOnlyList<OrderLine> LinesOf(long order) => byOrder.GetValueOrDefault(order) ?? [];

    public Order Add(Db db, Order order)
    {
        db.Add(order);
        return orders[order.Key] = order;
    }

    public OrderLine Add(OrderLine line)
    {
        if (!byOrder.TryGetValue(line.OrderId, out var its)) byOrder[line.OrderId] = its = [];
        its.Add(line);
        return line;
    }

    public long? Product(ToldLine line) =>
        products.BySku.TryGetValue(line.Sku, out var id) || line.Gtin is { } gtin && products.ByGtin.TryGetValue(gtin, out id) ? id : null;

    public OrderLine? Bought(long customer, string sku, DateTimeOffset before, int quantity) => loose
        .Where(l => l.Order.CustomerId == customer && l.Line.Sku == sku && l.Order.PlacedAt <= before && l.Line.Quantity - l.Line.Returned >= quantity)
        .OrderByDescending(l => l.Order.PlacedAt).ThenByDescending(l => l.Line.Id).Select(l => l.Line).FirstOrDefault();

    public Customer? Customer(Db db, string? email, string? key, string? name, DateTimeOffset now)
    {
        var address = OrderBook.Address(email);
        var customer = address is not null ? people.ByAddress.GetValueOrDefault(address.Key) : null;
        if (customer is null && key is not null && people.ByKey.TryGetValue(key, out var named) && (address is null || named.EmailKey is null || named.EmailKey == address.Key)) customer = named;
        if (customer is null && address is null && key is null) return null;
        if (customer is null) db.Add(customer = new Customer(db.NewId(), address, name, now));
        customer.Call(name);
        if (address is not null)
        {
            people.ByAddress[address.Key] = customer;
            if (people.Members.TryGetValue(address.Key, out var member)) customer.Belongs(member);
        }
        if (key is not null && !people.ByKey.ContainsKey(key))
        {
            people.ByKey[key] = customer;
            db.Add(new ForeignId { Source = source, Kind = Customers.Customer.Foreign, Key = key, Id = customer.Id });
        }
        return customer;
    }
}
