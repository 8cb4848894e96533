using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// An order as a shop tells it, one of each thing. Told again under the same number it changes.
    public Task<Order> Ordered(string? email, IReadOnlyList<Product> things, DateTimeOffset? delivered = null, string? name = "Nia Winter", string? language = null, string? number = null, DateTimeOffset? cancelled = null, DateTimeOffset? placed = null, IReadOnlyList<Product>? returned = null, Cause cause = Cause.Live) => world.Do(async services =>
    {
        var db = services.GetRequiredService<Db>();
        db.Acting.Cause = cause;
        var key = number ?? $"A-{Fresh()}";
        var at = placed ?? delivered?.AddDays(-2) ?? db.Clock.GetUtcNow();
        await services.GetRequiredService<OrderBook>().Take("shop:1", [new ToldOrder(key, $"#{key}", at, "EUR", 1000 * things.Count)
        {
            Email = email, CustomerName = name, Language = language, DeliveredAt = delivered, CancelledAt = cancelled, ToldAt = db.Clock.GetUtcNow(),
            Lines = [.. things.Select((p, n) => new ToldLine($"{n + 1}", p.Sku, p.Name, 1, 1000))],
            Refunds = [.. (returned ?? []).Select(p => new ToldRefund($"{key}-{p.Sku}", key, db.Clock.GetUtcNow(), "EUR", 1000) { Returns = [new("", p.Sku, 1, 1000) { Name = p.Name }] })],
        }]);
        return await db.Orders.FirstAsync(o => o.Key == key);
    });
}
