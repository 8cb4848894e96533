using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Reviews.Products;

/// GET /products/{id}/{slug}/reviews?sort=&stars=&bought=&page=: all reviews of a product and its variants. Most helpful first unless the reader chooses otherwise.
static class ListReviews
{
    public const int PerPage = 20;
    const int MostPages = 500;

    public static async Task<IResult> Handle(long id, string slug, string? sort, int? stars, bool? bought, int? page, Db db, ReviewRows rows, ProductReviews reviews, KnownRatings ratings)
    {
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        if (slug != product.Slug) throw new Moved($"{product.Path}/reviews");
        var number = page ?? 1;
        if (number is < 1 or > MostPages || stars is < Review.Worst or > Review.Best) throw new NotFound();
        var (chosen, names) = await rows.Read(InOrder(Of(db, product, stars, bought == true), sort).Skip((number - 1) * PerPage).Take(PerPage + 1));
        if (chosen.Count == 0 && number > 1) throw new NotFound();
        return Page.Of<ReviewsPage>(new
        {
            Product = product, Rows = (IReadOnlyList<ReviewRow>)[.. chosen.Take(PerPage)], Names = names, Rating = await reviews.Of(product), Score = await ratings.Of(product), Sort = sort, Stars = stars, Bought = bought == true, Turn = number, More = chosen.Count > PerPage,
        }).Tagged($"product:{id}", $"reviews:{Review.Sharing(product)}");
    }

    static IQueryable<Review> Of(Db db, Product product, int? stars, bool bought)
    {
        var shared = Review.Sharing(product);
        var reviews = db.Reviews.Where(r => r.SharedId == shared && r.State == ReviewState.Published);
        if (stars is { } given) reviews = reviews.Where(r => r.Stars == given);
        return bought ? reviews.Where(r => r.BoughtAt != null) : reviews;
    }

    static IQueryable<Review> InOrder(IQueryable<Review> reviews, string? sort) => sort switch
    {
        "newest" => reviews.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        "critical" => reviews.OrderBy(r => r.Stars).ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        _ => reviews.OrderByDescending(r => r.HelpfulRank).ThenByDescending(r => r.Id),
    };
}
