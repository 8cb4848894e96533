using Rapport.Catalog;

namespace Rapport.Webhooks.Types;

/// A product; the price in the smallest unit of its currency.
public sealed record ProductTold(long Product, long? Family, string Url)
{
    public string? Sku { get; init; }
    public string? Name { get; init; }
    public string? Brand { get; init; }
    public string? Shop { get; init; }
    public string? Availability { get; init; }
    public bool? Retired { get; init; }
    public long? Minor { get; init; }
    public string? Currency { get; init; }
}

/// What is told of products, which anybody may read.
static class ProductTypes
{
    public static IReadOnlyList<WebhookType> All { get; } =
    [
        WebhookType.On<ProductAdded>("product.added", "A product is new in the catalogue", (t, e) => Product(t, e.Family)),
        WebhookType.On<ProductChanged>("product.changed", "A product changed", (t, e) => Product(t, e.Family)),
        WebhookType.On<PriceChanged>("product.price_changed", "A price changed", async (t, e) => await Product(t, e.Family) is ProductTold told ? told with { Minor = e.Minor, Currency = e.Currency } : null),
        WebhookType.On<ProductRetired>("product.retired", "A product is no longer sold", (t, e) => Product(t, e.Family)),
        WebhookType.On<ProductReturned>("product.returned", "A product is sold again", (t, e) => Product(t, e.Family)),
    ];

    static async Task<object?> Product(Telling telling, long? family)
    {
        var id = telling.Told.Subject.Id;
        if (await telling.Db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is not { } product) return null;
        var told = new ProductTold(id, family, telling.Url($"/products/{id}"));
        return !telling.Full ? told : told with
        {
            Sku = product.Sku, Name = product.Name, Brand = product.Brand, Shop = product.Link, Availability = product.Availability?.ToString().ToLowerInvariant(), Retired = product.IsRetired,
            Minor = product.PriceMinor, Currency = product.PriceMinor is null ? null : product.Currency,
        };
    }
}
