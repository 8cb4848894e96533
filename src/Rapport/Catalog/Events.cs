using Rapport.Kernel.Events;

namespace Rapport.Catalog;

/// What happened to a product: shown on its page, on those of its siblings, and in lists.
public abstract record ProductEvent(long? Family) : Event
{
    public override IEnumerable<string> Touches =>
        Family is { } family ? [$"product:{Subject.Id}", "products", $"family:{family}"] : [$"product:{Subject.Id}", "products"];
}

public sealed record ProductAdded(long? Family, long? Category) : ProductEvent(Family)
{
    internal ProductAdded(Product product) : this(product.FamilyId, product.CategoryId) => About(product);
}

public sealed record ProductChanged(long? Family, long? Category) : ProductEvent(Family)
{
    internal ProductChanged(Product product) : this(product.FamilyId, product.CategoryId) => About(product);
}

/// The price became another one; null when the shop names none any more.
public sealed record PriceChanged(long? Family, long? Minor, string? Currency) : ProductEvent(Family)
{
    internal PriceChanged(Product product) : this(product.FamilyId, product.PriceMinor, product.Currency) => About(product);
}

public sealed record ProductRetired(long? Family) : ProductEvent(Family)
{
    internal ProductRetired(Product product) : this(product.FamilyId) => About(product);
}

public sealed record ProductReturned(long? Family) : ProductEvent(Family)
{
    internal ProductReturned(Product product) : this(product.FamilyId) => About(product);
}

/// A variant went from one family to another, or stands alone now.
public sealed record ProductLeftFamily(long? Family) : ProductEvent(Family)
{
    internal ProductLeftFamily(Product product, long family) : this(family) => About(product);
}
