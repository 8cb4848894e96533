using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Customers.Api;

/// What somebody bought at once, as the shop told it.
public sealed record OrderJson(long Id, [property: Description("What the customer calls it.")] string Number, [property: Description("Who told of it: a connected shop or a list.")] string Source, MoneyJson Total, DateTimeOffset PlacedAt, DateTimeOffset? DeliveredAt, DateTimeOffset? CancelledAt, [property: Description("Null where the customer is no member.")] long? Member, IReadOnlyList<OrderLineJson> Lines)
{
    public static OrderJson Example => new(1500, "#1042", "shop:1400", MoneyJson.Example, new(2026, 2, 1, 9, 0, 0, TimeSpan.Zero), new(2026, 2, 3, 14, 0, 0, TimeSpan.Zero), null, 1031, [OrderLineJson.Example]);
}

public sealed record OrderLineJson(string Sku, string Name, [property: Description("Null while the catalogue knows no such product.")] long? Product, int Quantity, [property: Description("How many came back.")] int Returned, MoneyJson Total)
{
    public static OrderLineJson Example => new("KET-1", "Egret kettle", 1077, 1, 0, MoneyJson.Example);
}

static class TheOrders
{
    public static async Task<Paged<OrderJson>> List([AsParameters] Paging paging, Db db, Me me, [Description("The number the customer knows.")] string? number = null, [Description("The id of a member.")] long? member = null, [Description("The id of a product.")] long? product = null)
    {
        me.RequireAdministrator();
        var orders = db.Orders.AsNoTracking();
        if (number is not null) orders = orders.Where(o => o.Number == number);
        if (member is { } buyer) orders = orders.Where(o => db.Set<Customer>().Any(c => c.Id == o.CustomerId && c.MemberId == buyer));
        if (product is { } thing) orders = orders.Where(o => db.Set<OrderLine>().Any(l => l.OrderId == o.Id && l.ProductId == thing));
        return await Page(orders, paging, db);
    }

    public static async Task<OrderJson> Show(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return (await Of(await db.Orders.AsNoTracking().Where(o => o.Id == id).ToListAsync(), db)).FirstOrDefault() ?? throw new NotFound();
    }

    public static Task<Paged<OrderJson>> Mine([AsParameters] Paging paging, Db db, Me me)
    {
        var my = me.Member.Id;
        return Page(db.Orders.AsNoTracking().Where(o => db.Set<Customer>().Any(c => c.Id == o.CustomerId && c.MemberId == my)), paging, db);
    }

    /// The latest heard of first.
    static async Task<Paged<OrderJson>> Page(IQueryable<Order> orders, Paging paging, Db db)
    {
        if (paging.AfterId is { } after) orders = orders.Where(o => o.Id < after);
        return paging.Of(await Of(await orders.OrderByDescending(o => o.Id).Take(paging.Take).ToListAsync(), db), o => $"{o.Id}");
    }

    static async Task<IReadOnlyList<OrderJson>> Of(List<Order> orders, Db db)
    {
        var (ids, customers) = (orders.ConvertAll(o => o.Id), orders.ConvertAll(o => o.CustomerId));
        var lines = (await db.OrderLines.AsNoTracking().Where(l => ids.Contains(l.OrderId)).OrderBy(l => l.Id).ToListAsync()).ToLookup(l => l.OrderId);
        var members = await db.Customers.Where(c => customers.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.MemberId);
        return orders.ConvertAll(o => new OrderJson(o.Id, o.Number, o.Source, MoneyJson.Of(o.Total)!, o.PlacedAt, o.DeliveredAt, o.CancelledAt, o.CustomerId is { } c ? members.GetValueOrDefault(c) : null,
            [.. lines[o.Id].Select(l => new OrderLineJson(l.Sku, l.Name, l.ProductId, l.Quantity, l.Returned, MoneyJson.Of(new Money(l.Minor, o.Currency))!))]));
    }
}
