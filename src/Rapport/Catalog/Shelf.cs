using Rapport.Catalog.Categories;
using Rapport.Catalog.Families;
using Rapport.Catalog.Prices;
using Rapport.Catalog.Specifications;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using FetchPicture = Rapport.Catalog.Pictures.FetchPicture;
using Picture = Rapport.Catalog.Pictures.Picture;

namespace Rapport.Catalog;

/// Puts listings on the shelf: adds products, changes those that are listed differently, brings retired ones back.
public sealed class Shelf(Db db, TimeProvider clock)
{
    /// One small transaction. Listings of the same SKU must not come twice in one batch. The answers are in the order of the listings.
    public async Task<IReadOnlyList<Placed>> Put(IReadOnlyList<Listing> listings, long? feed = null)
    {
        var skus = listings.Select(l => l.Sku).ToList();
        var known = await db.Products.Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku);
        var news = listings.Where(l => !known.TryGetValue(l.Sku, out var product) || product.IsRetired || product.Fingerprint != l.Fingerprint || product.FeedId != feed).ToList();
        if (news.Count == 0) return [.. listings.Select(l => new Placed(known[l.Sku].Id, Outcome.Unchanged))];
        var context = await Gather(news, known);
        var told = new List<Event>();
        var placed = new List<Placed>();
        foreach (var listing in listings)
        {
            var product = known.GetValueOrDefault(listing.Sku);
            if (!news.Contains(listing)) { placed.Add(new(product!.Id, Outcome.Unchanged)); continue; }
            var outcome = product is null ? Outcome.Added : product.IsRetired ? Outcome.Returned : Outcome.Changed;
            if (product is null) db.Add(product = new Product(db.NewId(), listing.Sku, listing.Name, Slug.Of(listing.Name)));
            await Take(product, listing, feed, context, told, outcome);
            placed.Add(new(product.Id, outcome));
        }
        await db.Save(told);
        return placed;
    }

    async Task Take(Product product, Listing listing, long? feed, Context context, List<Event> told, Outcome outcome)
    {
        var now = clock.GetUtcNow();
        var family = listing.Family is { } code ? context.Families[code].Id : (long?)null;
        var category = listing.Category.Count > 0 ? context.Categories[Tree.TrailOf(listing.Category)].Id : (long?)null;
        var moved = product.FamilyId is { } left && left != family ? left : (long?)null;
        product.Take(listing, feed, family, category, now);
        var repriced = product.SetPrice(listing, now);
        if (repriced) db.Add(new Price(db.NewId(), product, now));
        Specify(product, listing, context);
        await Hang(product, listing, context);
        switch (outcome)
        {
            case Outcome.Added: told.Add(new ProductAdded(product)); return;
            case Outcome.Returned: product.Return(); told.Add(new ProductReturned(product)); break;
            default: told.Add(new ProductChanged(product)); break;
        }
        if (moved is not null) told.Add(new ProductLeftFamily(product, moved.Value));
        if (repriced) told.Add(new PriceChanged(product));
    }

    void Specify(Product product, Listing listing, Context context)
    {
        var before = context.Specifications[product.Id].OrderBy(s => s.Place).ToList();
        if (before.Select(s => new Detail(s.Section, s.Name, s.Value, s.Ours)).SequenceEqual(listing.Details)) return;
        db.RemoveRange(before);
        // A row of the same place cannot be removed and added in one breath, so places go on counting.
        var place = before.Count == 0 ? 0 : before[^1].Place + 1;
        foreach (var detail in listing.Details) db.Add(new Specification(product.Id, place++, detail));
    }

    async Task Hang(Product product, Listing listing, Context context)
    {
        var before = context.Pictures[product.Id].ToList();
        var ours = before.Where(p => p.Source == "" || listing.Pictures.Contains(p.Source)).OrderBy(p => p.Source == "" ? -1 : listing.Pictures.ToList().IndexOf(p.Source)).ToList();
        foreach (var gone in before.Except(ours))
        {
            db.Remove(gone);
            await db.UseFiles(Picture.Kind, gone.Id, []);
        }
        for (var place = 0; place < listing.Pictures.Count; place++)
        {
            var source = listing.Pictures[place];
            if (ours.Find(p => p.Source == source) is { } kept) { kept.Place = place; continue; }
            var picture = new Picture(db.NewId(), product.Id, place, source);
            db.Add(picture);
            await db.Enqueue(new FetchPicture(picture.Id));
        }
        product.ShowPicture(ours.Find(p => p.File is not null)?.File);
    }

    /// Hangs a picture that is among our own files, before those of the shop, in place of one that was hung so before.
    public async Task Hang(long productId, string file, int width, int height)
    {
        var product = await db.Products.FirstAsync(p => p.Id == productId);
        var picture = await db.Set<Picture>().FirstOrDefaultAsync(p => p.ProductId == productId && p.Source == "");
        if (picture is null) db.Add(picture = new Picture(db.NewId(), product.Id, -1, ""));
        picture.Hang(file, width, height);
        product.ShowPicture(file);
        await db.Save(new ProductChanged(product));
    }

    /// Takes products off the shelf; their pages stay.
    public async Task Retire(IReadOnlyList<long> ids)
    {
        var now = clock.GetUtcNow();
        var products = await db.Products.Where(p => ids.Contains(p.Id) && p.RetiredAt == null).ToListAsync();
        foreach (var product in products) product.Retire(now);
        await db.Save([.. products.Select(p => new ProductRetired(p))]);
    }

    async Task<Context> Gather(List<Listing> news, Dictionary<string, Product> known)
    {
        var ids = news.Where(l => known.ContainsKey(l.Sku)).Select(l => known[l.Sku].Id).ToList();
        return new(
            await Families(news),
            await Tree.Grow(db, news.Select(l => l.Category).Where(c => c.Count > 0)),
            (ids.Count == 0 ? [] : await db.Set<Specification>().Where(s => ids.Contains(s.ProductId)).ToListAsync()).ToLookup(s => s.ProductId),
            (ids.Count == 0 ? [] : await db.Set<Picture>().Where(p => ids.Contains(p.ProductId)).ToListAsync()).ToLookup(p => p.ProductId));
    }

    async Task<Dictionary<string, Family>> Families(List<Listing> news)
    {
        var codes = news.Select(l => l.Family).OfType<string>().Distinct().ToList();
        if (codes.Count == 0) return [];
        var families = await db.Set<Family>().Where(f => codes.Contains(f.Code)).ToDictionaryAsync(f => f.Code);
        foreach (var code in codes.Where(c => !families.ContainsKey(c)))
            db.Add(families[code] = new Family(db.NewId(), code, news.First(l => l.Family == code).Name));
        return families;
    }

    sealed record Context(Dictionary<string, Family> Families, Dictionary<string, Category> Categories,
        ILookup<long, Specification> Specifications, ILookup<long, Picture> Pictures);
}

public readonly record struct Placed(long Id, Outcome Outcome);

public enum Outcome { Added, Changed, Unchanged, Returned }
