using System.Globalization;
using Rapport.Customers;
using Rapport.Customers.Shops;
using Rapport.Demo.Writing;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Secrets;

namespace Rapport.Demo.Loading;

/// Two years of orders as the brand's own shop told of them: whoever reviewed what they bought here, and others who said nothing.
static class BrandOrders
{
    const int Silent = 420, Together = 100;

    public static async Task Load(Brand brand, IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = Cause.Demo;
        var shop = await ShopDesk.Connect(ShopKind.Own, $"{brand.Card.Name} shop", brand.Card.Shop, db, scope.ServiceProvider.GetRequiredService<MasterKey>());
        var book = scope.ServiceProvider.GetRequiredService<OrderBook>();
        var orders = Reviewed(brand, today).Concat(Others(brand, today)).OrderBy(o => o.PlacedAt).Select((o, n) => o with { Key = $"{10_001 + n}", Number = $"W-{10_001 + n}" });
        foreach (var some in orders.Chunk(Together))
        {
            await book.Take(shop.Source, [.. some.Select(Refunded)]);
            db.Forget();
        }
    }

    static IEnumerable<ToldOrder> Reviewed(Brand brand, DateOnly today) => brand.Reviews.Where(r => r.Bought).Select(review =>
    {
        var member = brand.Members.First(m => m.Handle == review.Author);
        var (sheet, ago) = (Sheet(brand, review.Product), Drawn.Between(9, 44, "waited " + review.Key));
        var day = Math.Max(review.Day - ago, sheet.Prices[0].Day);
        return Order(brand, today, day, Address(member.Handle), member.Name, review.Key, [sheet, .. Besides(brand, day, review.Key)], delivered: true);
    });

    /// Some are cancelled, the latest are on their way, and a third of these customers never came to the community.
    static IEnumerable<ToldOrder> Others(Brand brand, DateOnly today) => Enumerable.Range(0, Silent).Select(n =>
    {
        var seed = $"order {n}";
        var day = -1 - (int)(700 * Math.Pow(Drawn.Of(seed), 1.3));
        var shelf = brand.Products.Where(p => p.Prices[0].Day <= day && p.Availability != "discontinued").ToList();
        var (sheet, member) = (shelf[Drawn.Between(0, shelf.Count - 1, seed + " thing")], brand.Members[Drawn.Between(0, brand.Members.Count - 1, seed + " member")]);
        var guest = n % 3 == 0;
        var order = Order(brand, today, day, guest ? $"guest-{n}@people.example" : Address(member.Handle), guest ? null : member.Name, seed, [sheet, .. Besides(brand, day, seed)], delivered: day < -5);
        return n % 23 == 7 ? order with { CancelledAt = order.PlacedAt.AddHours(5), DeliveredAt = null, ToldAt = order.PlacedAt.AddHours(5) } : order;
    });

    /// One in thirty sends something back, with its money.
    static ToldOrder Refunded(ToldOrder order)
    {
        if (order.CancelledAt is not null || order.DeliveredAt is not { } delivered || Drawn.Of("back " + order.CustomerKey + order.PlacedAt.UtcDateTime.DayOfYear) > 1.0 / 30 || order.Lines.Count < 2) return order;
        var line = order.Lines[^1];
        return order with { Refunds = [new("R-" + order.Key, order.Key, delivered.AddDays(8), order.Currency, line.Minor) { Returns = [new(line.Key, line.Sku, line.Quantity, line.Minor)], Email = order.Email, CustomerKey = order.CustomerKey }] };
    }

    /// What goes into the parcel as well.
    static IEnumerable<ProductSheet> Besides(Brand brand, int day, string seed) =>
        Drawn.Of("besides " + seed) < 0.3 ? brand.Products.Where(p => p.Category[^1] is "Care and water" or "Tools" && p.Prices[0].Day <= day).OrderBy(p => Drawn.Of(seed + p.Sku)).Take(1) : [];

    static ToldOrder Order(Brand brand, DateOnly today, int day, string email, string? name, string seed, IReadOnlyList<ProductSheet> things, bool delivered)
    {
        var placed = new DateTimeOffset(today.AddDays(day), new TimeOnly(Drawn.Between(6, 21, "hour " + seed), Drawn.Between(0, 59, "minute " + seed)), TimeSpan.Zero);
        var lines = things.DistinctBy(t => t.Sku).Select((t, n) => new ToldLine($"{n + 1}", t.Sku, t.Name, 1, Price(t, day)) { Gtin = t.Gtin }).ToList();
        DateTimeOffset? arrived = delivered ? placed.AddDays(Drawn.Between(2, 4, "parcel " + seed)) : null;
        return new(seed, seed, placed, brand.Products[0].Currency, lines.Sum(l => l.Minor))
        {
            Email = email, CustomerKey = email.Split('@')[0], CustomerName = name, Lines = lines, DeliveredAt = arrived, ToldAt = arrived ?? placed,
        };
    }

    static long Price(ProductSheet product, int day) =>
        (long)(decimal.Parse((product.Prices.LastOrDefault(p => p.Day <= day) ?? product.Prices[0]).Amount, CultureInfo.InvariantCulture) * 100);

    static ProductSheet Sheet(Brand brand, string sku) => brand.Products.First(p => p.Sku == sku);

    static string Address(string handle) => $"{handle}@people.example";
}
