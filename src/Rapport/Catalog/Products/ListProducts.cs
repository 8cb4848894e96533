using Rapport.Catalog.Categories;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Catalog.Products;

/// GET /products and /products/in/{category}: what is sold, by category and brand, the newest first or in an order of another module.
public static class ListProducts
{
    const int Length = 24, MostBrands = 30, MostPages = 500;

    public static Task<IResult> All(Db db, IEnumerable<ProductOrder> orders, string? brand, long? before, string? sort, int? page) => Show(db, orders, null, new(brand, before, sort, page ?? 1));

    public static async Task<IResult> In(string category, Db db, IEnumerable<ProductOrder> orders, string? brand, long? before, string? sort, int? page) =>
        await Show(db, orders, await db.Set<Category>().AsNoTracking().FirstOrDefaultAsync(c => c.Slug == category) ?? throw new NotFound(), new(brand, before, sort, page ?? 1));

    /// What the address asks for. The newest are read on from an id, other orders by the number of the page.
    readonly record struct Asked(string? Brand, long? Before, string? Sort, int Page);

    static async Task<IResult> Show(Db db, IEnumerable<ProductOrder> orders, Category? category, Asked wish)
    {
        var (brand, before, all) = (wish.Brand, wish.Before, orders.ToList());
        var order = wish.Sort is null ? null : all.Find(o => o.Name == wish.Sort) ?? throw new NotFound();
        if (wish.Page is < 1 or > MostPages) throw new NotFound();
        var sold = db.Products.AsNoTracking().Where(p => p.RetiredAt == null);
        if (category is not null) sold = sold.Where(p => db.Set<Category>().Any(c => c.Id == p.CategoryId && c.Lineage.StartsWith(category.Lineage)));
        var asked = string.IsNullOrWhiteSpace(brand) ? sold : sold.Where(p => p.Brand == brand);
        if (order is null && before is not null) asked = asked.Where(p => p.Id < before);
        var products = await (order is null ? asked.OrderByDescending(p => p.Id) : order.Of(asked).Skip((wish.Page - 1) * Length)).Take(Length + 1).ToListAsync();
        var more = products.Count > Length;
        var below = category?.Id;
        var view = new ListView(category, brand, order is null ? before is not null : wish.Page > 1,
            await ShowProduct.Way(db, category),
            await db.Set<Category>().AsNoTracking().Where(c => c.ParentId == below).OrderBy(c => c.Name).Take(100).ToListAsync(),
            await sold.Where(p => p.Brand != null).GroupBy(p => p.Brand!).Select(g => new { g.Key, Count = g.Count() })
                .OrderByDescending(b => b.Count).ThenBy(b => b.Key).Take(MostBrands).Select(b => new BrandCount(b.Key, b.Count)).ToListAsync(),
            [.. products.Take(Length)], order is null && more ? products[Length - 1].Id : null)
        {
            Orders = all, Order = order, NextPage = order is not null && more && wish.Page < MostPages ? wish.Page + 1 : null,
        };
        return Page.Of<ProductsPage>(new { View = view }).Tagged("products");
    }
}

/// What the list of products shows.
public sealed record ListView(Category? Category, string? Brand, bool Later, IReadOnlyList<Category> Way, IReadOnlyList<Category> Below, IReadOnlyList<BrandCount> Brands,
    IReadOnlyList<Product> Products, long? Next)
{
    public IReadOnlyList<ProductOrder> Orders { get; init; } = [];

    /// Null for the newest first.
    public ProductOrder? Order { get; init; }
    public int? NextPage { get; init; }
}

public sealed record BrandCount(string Name, int Count);
