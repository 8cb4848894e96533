using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Interchange.ReviewLists;

/// A product of the list here: one that is to be made has no id before it is.
sealed record ProductMatch(ProductName? Product, bool IsMade = false)
{
    public bool IsLeftOut => Product is null && !IsMade;
}

/// Which products here are those of a list: as somebody said, this time or before; else by SKU, GTIN, family, the shop's address or the whole name.
sealed class ProductMatches(Db db, string source, ReviewChoice choice)
{
    /// How what was said is remembered: as a foreign id of this kind. No product has the id 0: it is left out.
    const string Kind = "product";
    const int Chunk = 300, LeftOut = 0, LongestName = 200;

    static readonly ProductMatch Left = new(null), Made = new(null, IsMade: true);

    readonly Dictionary<string, ProductMatch> found = [];

    /// Null where nothing here answers to it.
    public ProductMatch? this[ListedProduct product] => found.GetValueOrDefault(product.Key);

    public async Task Find(IReadOnlyCollection<ListedProduct> products, CancellationToken cancel)
    {
        foreach (var some in products.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            await Said(some);
            await Remembered(Open(some));
            await Listed(Open(some));
        }
        if (Open(products).Exists(p => p.Handle is not null)) Take(products, p => p.Handle, await db.ProductsByAddress());
        if (choice.Rest is { } rest)
            foreach (var product in Open(products)) found[product.Key] = rest == ReviewChoice.Make ? Made : Left;
    }

    List<ListedProduct> Open(IEnumerable<ListedProduct> products) => [.. products.Where(p => !found.ContainsKey(p.Key))];

    async Task Said(IReadOnlyCollection<ListedProduct> some)
    {
        var said = some.Where(p => choice.Products.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => choice.Products[p.Key]);
        var skus = said.Values.Where(v => v is not (ReviewChoice.Make or ReviewChoice.Leave)).ToHashSet();
        var here = await db.ProductsBySku(skus);
        foreach (var (key, what) in said)
            found[key] = what switch
            {
                ReviewChoice.Make => Made,
                ReviewChoice.Leave => Left,
                _ => new(here.GetValueOrDefault(what) ?? throw new Refused("There is no product with the SKU {sku}.", ("sku", what))),
            };
    }

    async Task Remembered(List<ListedProduct> some)
    {
        var keys = some.ConvertAll(p => p.Key);
        var known = await db.Set<ForeignId>().AsNoTracking().Where(f => f.Source == source && f.Kind == Kind && keys.Contains(f.Key)).ToDictionaryAsync(f => f.Key, f => f.Id);
        var ids = known.Values.ToHashSet();
        var here = ids.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new ProductName(p.Id, p.Sku, p.Name)).ToDictionaryAsync(p => p.Id);
        foreach (var (key, id) in known)
            if (id == LeftOut) found[key] = Left;
            else if (here.TryGetValue(id, out var product)) found[key] = new(product);
    }

    async Task Listed(List<ListedProduct> some)
    {
        var numbers = some.SelectMany(p => new[] { p.Sku, p.Id, p.Handle }).OfType<string>().ToHashSet();
        var skus = await db.ProductsBySku(numbers);
        Take(some, p => p.Sku, skus);
        Take(some, p => p.Id, skus);
        Take(some, p => p.Gtin, await db.ProductsByGtin([.. Open(some).Select(p => p.Gtin).OfType<string>()]));
        var families = await db.ProductsByFamily(numbers);
        Take(some, p => p.Id, families);
        Take(some, p => p.Handle, families);
        Take(some, p => p.Handle, skus);
        Take(some, p => p.Name, await db.ProductsByName([.. Open(some).Select(p => p.Name).OfType<string>().Distinct()]));
    }

    void Take(IEnumerable<ListedProduct> some, Func<ListedProduct, string?> name, Dictionary<string, ProductName> known)
    {
        foreach (var product in Open(some))
            if (name(product) is { } said && known.TryGetValue(said, out var here)) found[product.Key] = new(here);
    }

    /// Makes the products that are to be made, and remembers what was said for the next run.
    public async Task Keep(Shelf shelf, IReadOnlyCollection<ListedProduct> products)
    {
        foreach (var some in products.Where(p => found.GetValueOrDefault(p.Key) is { IsMade: true }).Chunk(100))
        {
            var placed = await shelf.Put([.. some.Select(p => new Listing(p.Key, NameOf(p), null))]);
            foreach (var (product, place) in some.Zip(placed)) found[product.Key] = new(new(place.Id, product.Key, NameOf(product)), IsMade: true);
            db.Forget();
        }
        foreach (var some in products.Where(p => found.TryGetValue(p.Key, out var match) && (match.IsMade || match.IsLeftOut || choice.Products.ContainsKey(p.Key))).Chunk(Chunk))
        {
            var keys = some.Select(p => p.Key).ToList();
            await db.Transact(() => db.Set<ForeignId>().Where(f => f.Source == source && f.Kind == Kind && keys.Contains(f.Key)).ExecuteDeleteAsync());
            db.AddRange(keys.Select(key => new ForeignId { Source = source, Kind = Kind, Key = key, Id = found[key].Product?.Id ?? LeftOut }));
            await db.Save();
            db.Forget();
        }
    }

    static string NameOf(ListedProduct product) => Characters.Line(product.Name ?? product.Handle?.Replace('-', ' ') ?? product.Key) is var name && name.Length > LongestName ? name[..LongestName] : name;
}
