using Rapport.Kernel.Database;

namespace Rapport.Catalog;

/// Something the brand sells or sold: one variant, or a thing that comes in one shape. Variants of one thing share a family.
public sealed partial class Product : Entity
{
    Product() { }

    public Product(long id, string sku, string name, string slug) => (Id, Sku, Name, Slug) = (id, sku, name, slug);

    /// The shop's own number for it; unique.
    public string Sku { get; private set; } = "";
    public string? Gtin { get; private set; }

    /// The maker's part number.
    public string? Mpn { get; private set; }
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string? Brand { get; private set; }

    /// Plain text, an empty line between paragraphs.
    public string? Description { get; private set; }

    public long? FamilyId { get; private set; }

    /// What tells this variant from its siblings: "Oak, 60 cm".
    public string? Variant { get; private set; }
    public long? CategoryId { get; private set; }

    /// The path of the first picture.
    public string? Picture { get; private set; }

    /// Where it can be bought: the shop's own page.
    public string? Link { get; private set; }
    public Availability? Availability { get; private set; }

    /// When it stopped being sold; its page stays.
    public DateTimeOffset? RetiredAt { get; private set; }

    /// The SKU of what took its place.
    public string? Successor { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }

    /// The feed that lists it, and the fingerprint of what the feed said.
    public long? FeedId { get; private set; }
    public long Fingerprint { get; private set; }

    public bool IsRetired => RetiredAt is not null;
    public string Path => $"/products/{Id}/{Slug}";
}

public enum Availability { InStock, OutOfStock, Preorder, Backorder }
