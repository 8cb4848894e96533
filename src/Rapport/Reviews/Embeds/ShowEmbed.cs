using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Embeds;

/// What a shop's pages show in a frame: GET /embed/reviews and /embed/questions of one product, /embed/basket and /embed/order of several. Only the origins that administrators named may frame it.
static class ShowEmbed
{
    const int MostThings = 24;

    public static async Task<IResult> Reviews(string? product, string? theme, Db db, SiteSettings settings)
    {
        var things = await db.ByKeys([product]);
        return Framed(Page.Of<ReviewsEmbed>(new { Product = One(things), Theme = Theme(theme) }), things.Tags(), settings);
    }

    public static async Task<IResult> Questions(string? product, string? theme, Db db, SiteSettings settings)
    {
        var things = await db.ByKeys([product]);
        return Framed(Page.Of<QuestionsEmbed>(new { Product = One(things), Theme = Theme(theme) }), things.Tags(), settings);
    }

    public static Task<IResult> Basket(string[] product, string? theme, Db db, KnownRatings ratings, SiteSettings settings) => Things(product, theme, ordered: false, db, ratings, settings);

    public static Task<IResult> Order(string[] product, string? theme, Db db, KnownRatings ratings, SiteSettings settings) => Things(product, theme, ordered: true, db, ratings, settings);

    /// GET /embed/to?product=: the product's own page, whatever it is called now.
    public static async Task<IResult> To(string? product, Db db) => throw (One(await db.ByKeys([product])) is { } known ? new Moved(known.Path) : new NotFound());

    static async Task<IResult> Things(string[] keys, string? theme, bool ordered, Db db, KnownRatings ratings, SiteSettings settings)
    {
        var things = await db.ByKeys(keys.Take(MostThings));
        IReadOnlyList<Product> products = [.. things.Select(t => t.Product).OfType<Product>().DistinctBy(p => p.Id)];
        return Framed(Page.Of<ThingsEmbed>(new { Products = products, Ratings = await ratings.Of(products), Ordered = ordered, Theme = Theme(theme) }), things.RatedTags(), settings);
    }

    static IResult Framed(PageResult page, string[] tags, SiteSettings settings)
    {
        var framers = string.Join(' ', ["'self'", .. settings.Of<StorefrontSettings>().Origins]);
        return page.With("Content-Security-Policy", Heads.Policy(framedBy: framers)).Tagged(tags.Length == 0 ? ["products"] : tags);
    }

    static Product? One(IReadOnlyList<(string Key, Product? Product)> things) => things is [{ Product: { } product }] ? product : null;

    /// A shop's page is light unless it says otherwise; a frame of the other kind would stand out of it.
    static string? Theme(string? asked) => asked switch { "auto" => null, "dark" => "dark", _ => "light" };
}
