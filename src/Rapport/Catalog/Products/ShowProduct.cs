using Rapport.Catalog.Categories;
using Rapport.Catalog.Pictures;
using Rapport.Catalog.Prices;
using Rapport.Catalog.Specifications;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Catalog.Products;

/// GET /products/{id}/{slug}: the page of one product, sold or no longer sold.
public static class ShowProduct
{
    const int Prices = 12, Variants = 60;

    public static async Task<IResult> Handle(long id, string? slug, Db db, IEnumerable<ProductMarkup> markups, LowestPrice lowest)
    {
        var found = await db.Products.AsNoTracking().Where(p => p.Id == id).Select(p => new
        {
            Product = p,
            Successor = db.Set<Product>().FirstOrDefault(s => s.Sku == p.Successor && s.Id != id),
            Category = db.Set<Category>().FirstOrDefault(c => c.Id == p.CategoryId),
        }).FirstOrDefaultAsync() ?? throw new NotFound();
        var product = found.Product;
        if (slug != product.Slug) throw new Moved(product.Path);
        var view = new ProductView(product, found.Successor,
            await Way(db, found.Category),
            await db.Set<Picture>().AsNoTracking().Where(p => p.ProductId == id && p.File != null).OrderBy(p => p.Place).ToListAsync(),
            await db.Set<Specification>().AsNoTracking().Where(s => s.ProductId == id).OrderBy(s => s.Place).ToListAsync(),
            await db.Set<Price>().AsNoTracking().Where(p => p.ProductId == id).OrderByDescending(p => p.From).Take(Prices).ToListAsync(),
            product.FamilyId is not { } family ? [] : await db.Products.AsNoTracking()
                .Where(p => p.FamilyId == family && (p.RetiredAt == null || p.Id == id)).OrderBy(p => p.Id).Take(Variants).ToListAsync());
        view.Lowest = (await lowest.Of(product)).TryGetValue(id, out var least) ? least : null;
        foreach (var markup in markups)
            foreach (var (name, value) in await markup.Of(product)) view.Markup[name] = value;
        string[] tags = [$"product:{id}", .. product.FamilyId is { } shared ? [$"family:{shared}"] : Array.Empty<string>(),
            .. found.Successor is { } next ? [$"product:{next.Id}"] : Array.Empty<string>()];
        return Page.Of<ProductPage>(new { View = view }).Tagged(tags);
    }

    public static async Task<IReadOnlyList<Category>> Way(Db db, Category? category)
    {
        if (category is null) return [];
        var ids = category.Lineage.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        var way = ids.Count == 1 ? [category] : await db.Set<Category>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync();
        return [.. way.OrderBy(c => c.Lineage.Length)];
    }
}

/// Everything the product page shows that is the catalog's own.
public sealed record ProductView(Product Product, Product? Successor, IReadOnlyList<Category> Way, IReadOnlyList<Picture> Pictures,
    IReadOnlyList<Specification> Specifications, IReadOnlyList<Price> Prices, IReadOnlyList<Product> Variants)
{
    /// The lowest price of the time before it was reduced, where that is told.
    public Money? Lowest { get; set; }

    /// What modules above add to its schema.org data.
    public Dictionary<string, object> Markup { get; } = [];
}
