using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;

namespace Rapport.Catalog.Products;

/// GET /products/choose?q=: up to ten products by a part of the name, or the beginning of the SKU or GTIN. For forms that ask which product is meant.
public static class ChooseProduct
{
    const int Most = 10;

    public sealed record Choice(long Id, string Name, string Sku, string? Brand, string? Picture, string? Price, string Url, bool Retired);

    public static async Task<IResult> Handle(string? q, Db db, Locale locale)
    {
        var words = Characters.Line(q is { Length: > 100 } ? q[..100] : q ?? "").ToLowerInvariant();
        if (words.Length == 0) return Results.Json(Array.Empty<Choice>());
        var found = await db.ProductsLike(words).Take(Most).ToListAsync();
        return Results.Json(found.Select(p => new Choice(p.Id, p.Name, p.Sku, p.Brand, p.Picture, p.Price?.In(locale), locale.To(p.Path), p.IsRetired)));
    }
}
