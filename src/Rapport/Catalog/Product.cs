using Rapport.Kernel.Database;

namespace Rapport.Catalog;

/// Something the brand sells or sold. Variants of one thing share a family.
public sealed partial class Product : Entity
{
    Product() { }

    public Product(long id, string sku, string name, string slug) => (Id, Sku, Name, Slug) = (id, sku, name, slug);

    public string Sku { get; private set; } = "";
    public string? Gtin { get; private set; }
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string? Brand { get; private set; }
    public string? Description { get; private set; }

    public long? FamilyId { get; private set; }
    public long? CategoryId { get; private set; }

    /// The path of the first picture.
    public string? Picture { get; private set; }

    /// Where it can be bought: the shop's own page.
    public string? Link { get; private set; }

    /// The price now, in the currency's smallest unit, and since when it has been so.
    public long? PriceMinor { get; private set; }
    public string? Currency { get; private set; }
    public DateTimeOffset? PriceSince { get; private set; }

    /// When it stopped being sold; its page stays.
    public DateTimeOffset? RetiredAt { get; private set; }
}
