using System.IO.Hashing;
using System.Text.Json;

namespace Rapport.Catalog;

/// What a shop says of one product: what feeds are read into, and what code hands to the Shelf.
public sealed record Listing(string Sku, string Name, string? Link)
{
    // Raised when the same listing is stored differently, so that the next run stores it anew.
    const string Reading = "1";

    public string? Description { get; init; }
    public string? Brand { get; init; }
    public string? Gtin { get; init; }
    public string? Mpn { get; init; }

    /// The shop's word for the family, the same for all variants of one thing (item_group_id).
    public string? Family { get; init; }

    /// What tells this variant from its siblings: "Oak, 60 cm".
    public string? Variant { get; init; }

    /// The names from the widest category to the narrowest.
    public IReadOnlyList<string> Category { get; init; } = [];
    public Money? Price { get; init; }
    public Money? SalePrice { get; init; }
    public DateTimeOffset? SaleFrom { get; init; }
    public DateTimeOffset? SaleUntil { get; init; }
    public Availability? Availability { get; init; }

    /// Addresses of pictures in the shop, the best first. They are fetched and kept here.
    public IReadOnlyList<string> Pictures { get; init; } = [];
    public IReadOnlyList<Detail> Details { get; init; } = [];

    /// The SKU of the product that took its place.
    public string? Successor { get; init; }

    /// The same listing has the same fingerprint.
    [System.Text.Json.Serialization.JsonIgnore]
    internal long Fingerprint => (long)XxHash3.HashToUInt64(JsonSerializer.SerializeToUtf8Bytes(this), Reading[0]);
}

/// One line of a specification. Ours are words the interface translates ("Colour"); others are the shop's own.
public sealed record Detail(string? Section, string Name, string Value, bool Ours = false);
