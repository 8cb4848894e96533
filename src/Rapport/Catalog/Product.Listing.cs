using Rapport.Kernel.Content;

namespace Rapport.Catalog;

public sealed partial class Product
{
    /// Takes over what the shop says of it now.
    internal void Take(Listing listing, long? feed, long? family, long? category, DateTimeOffset now)
    {
        if (AddedAt == default) AddedAt = now;
        (Name, Slug) = (listing.Name, Slug == "" || Name != listing.Name ? Kernel.Content.Slug.Of(listing.Name) : Slug);
        (Brand, Description, Gtin, Mpn, Link) = (listing.Brand, listing.Description, listing.Gtin, listing.Mpn, listing.Link);
        (FamilyId, Variant, CategoryId, Successor) = (family, listing.Variant, category, listing.Successor);
        (Availability, FeedId, Fingerprint) = (listing.Availability, feed, listing.Fingerprint);
    }

    /// No longer sold: the page stays and says so.
    internal void Retire(DateTimeOffset now) => RetiredAt ??= now;

    internal bool Return()
    {
        if (RetiredAt is null) return false;
        RetiredAt = null;
        return true;
    }

    /// What an archive says is no more trusted than what a feed says.
    internal void Mend()
    {
        if (!Uri.TryCreate(Link, UriKind.Absolute, out var shop) || shop.Scheme is not ("http" or "https")) Link = null;
        if (Picture is { } path && FileAddress.Read(path) is null) Picture = null;
        Slug = Kernel.Content.Slug.Of(Slug);
    }

    internal void ShowPicture(string? path) => Picture = path;
}
