using Rapport.Catalog.Categories;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Catalog.Products;

/// GET /products and /products/in/{category}: what is sold, the newest first, by category and brand.
public static class ListProducts
{
    const int Length = 24, MostBrands = 30;

    public static Task<IResult> All(Db db, string? brand, long? before) => Show(db, null, brand, before);

    public static async Task<IResult> In(string category, Db db, string? brand, long? before) =>
        await Show(db, await db.Set<Category>().AsNoTracking().FirstOrDefaultAsync(c => c.Slug == category) ?? throw new NotFound(), brand, before);

    static async Task<IResult> Show(Db db, Category? category, string? brand, long? before)
    {
        var sold = db.Products.AsNoTracking().Where(p => p.RetiredAt == null);
        if (category is not null) sold = sold.Where(p => db.Set<Category>().Any(c => c.Id == p.CategoryId && c.Lineage.StartsWith(category.Lineage)));
        var asked = string.IsNullOrWhiteSpace(brand) ? sold : sold.Where(p => p.Brand == brand);
        if (before is not null) asked = asked.Where(p => p.Id < before);
        var products = await asked.OrderByDescending(p => p.Id).Take(Length + 1).ToListAsync();
        var below = category?.Id;
        var view = new ListView(category, brand, before is not null,
            await ShowProduct.Way(db, category),
            await db.Set<Category>().AsNoTracking().Where(c => c.ParentId == below).OrderBy(c => c.Name).Take(100).ToListAsync(),
            await sold.Where(p => p.Brand != null).GroupBy(p => p.Brand!).Select(g => new { g.Key, Count = g.Count() })
                .OrderByDescending(b => b.Count).ThenBy(b => b.Key).Take(MostBrands).Select(b => new BrandCount(b.Key, b.Count)).ToListAsync(),
            [.. products.Take(Length)], products.Count > Length ? products[Length - 1].Id : null);
        return Page.Of<ProductsPage>(new { View = view }).Tagged("products");
    }
}

/// What the list of products shows.
public sealed record ListView(Category? Category, string? Brand, bool Later, IReadOnlyList<Category> Way, IReadOnlyList<Category> Below, IReadOnlyList<BrandCount> Brands,
    IReadOnlyList<Product> Products, long? Next);

public sealed record BrandCount(string Name, int Count);
