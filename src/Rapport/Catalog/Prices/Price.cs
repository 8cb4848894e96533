namespace Rapport.Catalog.Prices;

/// What a product cost from an instant on, until the next one: never changed, so that the lowest of any time can be told.
public sealed class Price
{
    Price() { }

    public Price(long id, Product product) => (Id, ProductId, Minor, Currency, RegularMinor, From) =
        (id, product.Id, product.PriceMinor, product.Currency, product.Before?.Minor, product.PriceSince);

    internal Price(long id, Product product, DateTimeOffset ended) : this(id, product) => From ??= ended;

    public long Id { get; private set; }
    public long ProductId { get; private set; }

    /// Null from when the shop named no price any more.
    public long? Minor { get; private set; }
    public string? Currency { get; private set; }

    /// The price outside of the sale, while it was one.
    public long? RegularMinor { get; private set; }
    public DateTimeOffset? From { get; private set; }

    public Money? Amount => Minor is { } minor && Currency is { } currency ? new(minor, currency) : null;
}
