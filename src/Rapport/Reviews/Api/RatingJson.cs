using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Reviews.Products;

namespace Rapport.Reviews.Api;

/// The stars of a product: every figure that its page shows, and why others are left out.
public sealed record RatingJson(long Product, [property: Description("What shares its reviews and rating: the product's family, else the product.")] long Shared,
    [property: Description("The plain mean of the published reviews that count, unrounded; null where there is none.")] double? Mean, [property: Description("How many count.")] int Count,
    [property: Description("How many gave one star, two, three, four, five.")] IReadOnlyList<int> Counts, [property: Description("Whether one more review can change the mean a good deal.")] bool Few, [property: Description("Published ones, whether they count or not.")] int Published,
    [property: Description("All that were ever posted or brought here and are still stored.")] int All, [property: Description("Why the others are not published, or do not count.")] LeftOutJson LeftOut, [property: Description("Whether what was written elsewhere counts, as the administrators chose.")] bool ImportsCount)
{
    public static RatingJson Example => new(1077, 1070, 3.5, 2, [0, 0, 1, 1, 0], true, 3, 4, LeftOutJson.Example, false);
}

/// Reviews that are not published, or do not count, by the reason.
public sealed record LeftOutJson([property: Description("Waits for a moderator, who does not see the stars.")] int Waiting, [property: Description("A moderator hid it, with a reason that its author reads.")] int Hidden, [property: Description("Its author took it back.")] int Removed,
    [property: Description("Written elsewhere, and those do not count here.")] int Imported)
{
    public static LeftOutJson Example => new(1, 0, 0, 1);
}

static class TheRatings
{
    public static async Task<RatingJson> Show(long id, Db db, ProductReviews reviews, SiteSettings settings)
    {
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var r = await reviews.Of(product);
        return new(id, Review.Sharing(product), r.Mean, r.Count, r.Counts, r.IsFew, r.Published, r.All, new(r.Waiting, r.Hidden, r.Removed, r.Uncounted), settings.Of<ReviewSettings>().ImportsCount);
    }
}
