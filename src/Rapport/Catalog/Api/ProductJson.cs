using System.ComponentModel;
using Rapport.Catalog.Categories;
using Rapport.Catalog.Families;
using Rapport.Catalog.Prices;
using Rapport.Catalog.Specifications;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Picture = Rapport.Catalog.Pictures.Picture;

namespace Rapport.Catalog.Api;

/// A product as a line of a list.
public sealed record ProductLineJson(long Id, string Sku, string? Gtin, string Name, string? Brand, [property: Description("What tells this variant from its siblings.")] string? Variant, long? Family, long? Category, MoneyJson? Price, Availability? Availability,
    [property: Description("No longer sold; its page stays.")] bool Retired, [property: Description("The path of the first picture.")] string? Picture, string Url)
{
    public static ProductLineJson Example => new(1077, "KET-1", "4006381333931", "Egret kettle", "Wrenholt", "Oak", 1070, 1060, MoneyJson.Example, Catalog.Availability.InStock, false, null, "/products/1077/egret-kettle");

    internal static ProductLineJson Of(Product p) => new(p.Id, p.Sku, p.Gtin, p.Name, p.Brand, p.Variant, p.FamilyId, p.CategoryId, MoneyJson.Of(p.Price), p.Availability, p.IsRetired, p.Picture, p.Path);
}

/// A line of what a product is made of.
public sealed record DetailJson(string? Section, string Name, string Value)
{
    public static DetailJson Example => new(null, "Colour", "Oak");
}

/// A product with everything the catalogue knows of it.
public sealed record ProductJson(long Id, int Version, string Sku, string? Gtin, [property: Description("The maker's part number.")] string? Mpn, string Name, string? Brand, [property: Description("Plain text, an empty line between paragraphs.")] string? Description, string? Variant, long? Family, long? Category,
    MoneyJson? Price, [property: Description("What it costs outside of the sale that is on.")] MoneyJson? Before, DateTimeOffset? PriceSince, Availability? Availability, [property: Description("Where it can be bought.")] string? Link,
    [property: Description("When it stopped being sold.")] DateTimeOffset? RetiredAt, [property: Description("The SKU of what took its place.")] string? Successor, [property: Description("The paths of its pictures.")] IReadOnlyList<string> Pictures, IReadOnlyList<DetailJson> Details, DateTimeOffset AddedAt, string Url) : IEdition
{
    public static ProductJson Example => new(1077, 1, "KET-1", "4006381333931", null, "Egret kettle", "Wrenholt", "Pours slowly.", "Oak", 1070, 1060, MoneyJson.Example, null, new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), Catalog.Availability.InStock,
        "https://shop.example.com/egret", null, null, [], [DetailJson.Example], new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), "/products/1077/egret-kettle");
}

/// What a product cost from an instant on.
public sealed record PriceJson([property: Description("Null from when the shop named no price any more.")] MoneyJson? Price, DateTimeOffset? Since)
{
    public static PriceJson Example => new(MoneyJson.Example, new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero));
}

public sealed record CategoryJson(long Id, long? Parent, string Name, [property: Description("The names from the top.")] string Trail, string Url)
{
    public static CategoryJson Example => new(1060, 1059, "Kettles", "Kitchen > Kettles", "/products/in/kettles");

    internal static CategoryJson Of(Category c) => new(c.Id, c.ParentId, c.Name, c.Trail, c.Path);
}

/// Variants of one thing.
public sealed record FamilyJson(long Id, [property: Description("The shop's word for it.")] string Code, string Name, IReadOnlyList<ProductLineJson> Variants)
{
    public static FamilyJson Example => new(1070, "EGRET", "Egret kettle", [ProductLineJson.Example]);
}

public sealed record FamilyLineJson(long Id, string Code, string Name)
{
    public static FamilyLineJson Example => new(1070, "EGRET", "Egret kettle");
}

static class TheProducts
{
    public static async Task<Paged<ProductLineJson>> List([AsParameters] Paging paging, Db db, [Description("A part of the name, or the SKU or GTIN.")] string? q = null, [Description("The id of a category; those below it count.")] long? category = null, string? brand = null,
        [Description("The id of a family.")] long? family = null, [Description("Those no longer sold instead.")] bool retired = false)
    {
        var products = db.Products.AsNoTracking().Where(p => retired ? p.RetiredAt != null : p.RetiredAt == null);
        if (q is not null)
        {
            var words = Kernel.Content.Characters.Line(q.Length > 100 ? q[..100] : q).ToLowerInvariant();
            products = products.Where(p => p.Name.ToLower().Contains(words) || p.Sku.ToLower() == words || p.Gtin == words);
        }
        if (category is { } id)
        {
            var lineage = await db.Set<Category>().Where(c => c.Id == id).Select(c => c.Lineage).FirstOrDefaultAsync() ?? throw new NotFound();
            products = products.Where(p => db.Set<Category>().Any(c => c.Id == p.CategoryId && c.Lineage.StartsWith(lineage)));
        }
        if (brand is not null) products = products.Where(p => p.Brand == brand);
        if (family is { } one) products = products.Where(p => p.FamilyId == one);
        if (paging.AfterId is { } after) products = products.Where(p => p.Id < after);
        return paging.Of(await products.OrderByDescending(p => p.Id).Take(paging.Take).ToListAsync(), p => $"{p.Id}", ProductLineJson.Of);
    }

    public static async Task<ProductJson> Show(long id, Db db)
    {
        var p = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var pictures = await db.Set<Picture>().AsNoTracking().Where(x => x.ProductId == id && x.File != null).OrderBy(x => x.Place).Select(x => x.File!).ToListAsync();
        var details = await db.Set<Specification>().AsNoTracking().Where(s => s.ProductId == id).OrderBy(s => s.Place).Select(s => new DetailJson(s.Section, s.Name, s.Value)).ToListAsync();
        return new(id, p.Version, p.Sku, p.Gtin, p.Mpn, p.Name, p.Brand, p.Description, p.Variant, p.FamilyId, p.CategoryId, MoneyJson.Of(p.Price), MoneyJson.Of(p.Before), p.PriceSince, p.Availability, p.Link, p.RetiredAt, p.Successor, pictures, details, p.AddedAt, p.Path);
    }

    public static async Task<Paged<PriceJson>> Prices(long id, [AsParameters] Paging paging, Db db)
    {
        if (!await db.Products.AnyAsync(p => p.Id == id)) throw new NotFound();
        var prices = db.Set<Price>().AsNoTracking().Where(p => p.ProductId == id);
        if (paging.AfterId is { } after) prices = prices.Where(p => p.Id < after);
        return paging.Of(await prices.OrderByDescending(p => p.Id).Take(paging.Take).ToListAsync(), p => $"{p.Id}", p => new PriceJson(MoneyJson.Of(p.Amount), p.From));
    }
}

static class TheCategories
{
    public static async Task<Paged<CategoryJson>> List([AsParameters] Paging paging, Db db, [Description("Only those right below this one.")] long? parent = null)
    {
        var categories = db.Set<Category>().AsNoTracking();
        if (parent is { } above) categories = categories.Where(c => c.ParentId == above);
        if (paging.AfterId is { } after) categories = categories.Where(c => c.Id > after);
        return paging.Of(await categories.OrderBy(c => c.Id).Take(paging.Take).ToListAsync(), c => $"{c.Id}", CategoryJson.Of);
    }
}

static class TheFamilies
{
    const int MostVariants = 500;

    public static async Task<Paged<FamilyLineJson>> List([AsParameters] Paging paging, Db db)
    {
        var families = db.Set<Family>().AsNoTracking();
        if (paging.AfterId is { } after) families = families.Where(f => f.Id > after);
        return paging.Of(await families.OrderBy(f => f.Id).Take(paging.Take).ToListAsync(), f => $"{f.Id}", f => new FamilyLineJson(f.Id, f.Code, f.Name));
    }

    public static async Task<FamilyJson> Show(long id, Db db)
    {
        var family = await db.Set<Family>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id) ?? throw new NotFound();
        var variants = await db.Products.AsNoTracking().Where(p => p.FamilyId == id).OrderBy(p => p.Id).Take(MostVariants).ToListAsync();
        return new(id, family.Code, family.Name, variants.ConvertAll(ProductLineJson.Of));
    }
}
