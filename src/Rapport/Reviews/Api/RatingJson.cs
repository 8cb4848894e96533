using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews.Products;
using Rapport.Reviews.Ratings;

namespace Rapport.Reviews.Api;

/// The stars of a product: every figure that its page shows, and why others are left out.
public sealed record RatingJson(long Product, [property: Description("What shares its reviews and rating: the product's family, else the product.")] long Shared,
    [property: Description("The plain mean of the published reviews that count, unrounded; null where there is none.")] double? Mean, [property: Description("How many count.")] int Count,
    [property: Description("How many gave one star, two, three, four, five.")] IReadOnlyList<int> Counts, [property: Description("Whether one more review can change the mean a good deal.")] bool Few, [property: Description("Published ones, whether they count or not.")] int Published,
    [property: Description("All that were ever posted or brought here and are still stored.")] int All, [property: Description("Why the others are not published, or do not count.")] LeftOutJson LeftOut, [property: Description("Whether what was written elsewhere counts, as the administrators chose.")] bool ImportsCount,
    [property: Description("By what lists are ordered; null where no review counts, or until the first reckoning a moment after it.")] ScoreJson? Score)
{
    public static RatingJson Example => new(1077, 1070, 3.5, 2, [0, 0, 1, 1, 0], true, 3, 4, LeftOutJson.Example, false, ScoreJson.Example);
}

/// Reviews that are not published, or do not count, by the reason.
public sealed record LeftOutJson([property: Description("Waits for a moderator, who does not see the stars.")] int Waiting, [property: Description("A moderator hid it, with a reason that its author reads.")] int Hidden, [property: Description("Its author took it back.")] int Removed,
    [property: Description("Written elsewhere, and those do not count here.")] int Imported)
{
    public static LeftOutJson Example => new(1, 0, 0, 1);
}

/// The score by which lists are ordered: what the stars would settle at, guessed from the reviews by what they weigh and from what is usual.
public sealed record ScoreJson([property: Description("From 1 to 5.")] double Score, [property: Description("The lower end of its interval, which holds with a probability of 95 %.")] double Low, [property: Description("The upper end.")] double High,
    [property: Description("The day by which the age of the reviews was counted.")] DateOnly AsOf)
{
    public static ScoreJson Example => new(3.87, 2.98, 4.56, new(2026, 3, 2));

    internal static ScoreJson? Of(RatedProduct? rated) => rated is { } r ? new(r.Score, r.Low, r.High, r.AsOf) : null;
}

/// What is usual in the whole catalogue, to which the reviews of a product are added.
public sealed record UsualStarsJson([property: Description("What all reviews that count weigh together, by one star, two, three, four, five.")] IReadOnlyList<double> Weights, [property: Description("What every product begins with, by stars: worth five reviews.")] IReadOnlyList<double> Prior,
    [property: Description("How many reviews were weighed.")] int Reviews, [property: Description("The day by which the age of reviews was counted.")] DateOnly? AsOf)
{
    public static UsualStarsJson Example => new([10, 8, 20, 60, 115], [0.25, 0.2, 0.48, 1.4, 2.66], 260, new(2026, 3, 2));
}

static class TheRatings
{
    public static async Task<UsualStarsJson> Usual(Db db, Me me)
    {
        if (!await db.Spaces.VisibleTo(me).AnyAsync(s => s.Purpose == SpacePurpose.Reviews)) throw new NotFound();
        var known = await db.Set<UsualStars>().AsNoTracking().SingleOrDefaultAsync();
        var usual = known ?? new UsualStars(default);
        return new(usual.Weights, usual.Prior(), usual.Reviews, known?.AsOf);
    }

    public static async Task<RatingJson> Show(long id, Db db, ProductReviews reviews, KnownRatings ratings, SiteSettings settings)
    {
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var r = await reviews.Of(product);
        return new(id, Review.Sharing(product), r.Mean, r.Count, r.Counts, r.IsFew, r.Published, r.All, new(r.Waiting, r.Hidden, r.Removed, r.Uncounted), settings.Of<ReviewSettings>().ImportsCount, ScoreJson.Of(await ratings.Of(product)));
    }
}
