using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Codes;

/// GET /r/{id}: the short address on a parcel or shelf, which leads to the review of a product. GET /r?q=: of anything, to be chosen there.
static class ReviewShortly
{
    public const string General = "/r";
    const int Most = 12;

    public static string Of(long product) => $"{General}/{product}";

    public static async Task<IResult> One(long id, Db db) =>
        await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is { } product ? Go.To(product.Path + "/review") : throw new NotFound();

    public static async Task<IResult> Any(string? q, Db db)
    {
        var words = Characters.Line(q is { Length: > 100 } ? q[..100] : q ?? "");
        var products = words.Length == 0 ? db.Products.AsNoTracking().Where(p => p.RetiredAt == null).OrderByDescending(p => p.Id) : db.ProductsLike(words.ToLowerInvariant());
        return Page.Of<ReviewAnyPage>(new { Words = words, Products = (IReadOnlyList<Product>)await products.Take(Most).ToListAsync() });
    }
}
