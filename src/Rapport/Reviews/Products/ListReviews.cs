using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Reviews.Products;

/// GET /products/{id}/{slug}/reviews?sort=&stars=&evidence=&variant=&context=&photos=&page=: the reviews of a product and its variants, all or those like what was chosen. Most helpful first unless the reader chooses otherwise.
static class ListReviews
{
    public const int PerPage = 20;
    const int MostPages = 500;

    public static async Task<IResult> Handle(long id, string slug, int? page, HttpRequest asked, Db db, ReviewRows rows, ProductReviews reviews, ReviewFacets facets, KnownRatings ratings)
    {
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        if (slug != product.Slug) throw new Moved($"{product.Path}/reviews");
        var (number, choices) = (page ?? 1, ReviewChoices.Of(asked) with { Words = "" });
        if (number is < 1 or > MostPages) throw new NotFound();
        var shared = Review.Sharing(product);
        var faceted = await facets.Of(product, choices);
        var published = db.Reviews.Where(r => r.SharedId == shared && r.State == ReviewState.Published);
        var (chosen, names) = await rows.Read(choices.Sort(choices.Narrow(published, db)).Skip((number - 1) * PerPage).Take(PerPage + 1));
        if (chosen.Count == 0 && number > 1) throw new NotFound();
        return Page.Of<ReviewsPage>(new
        {
            Product = product, Rows = (IReadOnlyList<ReviewRow>)[.. chosen.Take(PerPage)], Names = names, Rating = await reviews.Of(product), Score = await ratings.Of(product), Choices = choices, Faceted = faceted, Turn = number, More = chosen.Count > PerPage,
        }).Tagged($"product:{id}", $"reviews:{shared}");
    }
}
