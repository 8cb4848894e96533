using System.Globalization;
using Rapport.Catalog;
using Rapport.Conversations;

namespace Rapport.Reviews.Products;

/// The rating and the reviews that the product's page shows, as schema.org data: the same figures, and no other reviews than those on the page.
sealed class RatingMarkup(ProductReviews reviews) : ProductMarkup
{
    const int MostText = 5_000;

    public override async Task<IReadOnlyDictionary<string, object>> Of(Product product)
    {
        var rating = await reviews.Of(product);
        if (rating.Mean is not { } mean) return new Dictionary<string, object>();
        var (rows, _) = await reviews.About(product);
        var data = new Dictionary<string, object>
        {
            ["aggregateRating"] = new Dictionary<string, object> { ["@type"] = "AggregateRating", ["ratingValue"] = Math.Round(mean, 2).ToString(CultureInfo.InvariantCulture), ["reviewCount"] = rating.Count, ["bestRating"] = Review.Best, ["worstRating"] = Review.Worst },
        };
        // What was written on another site is not ours to mark up.
        if (rows.Where(r => !r.Review.IsImported).Select(One).ToList() is { Count: > 0 } ours) data["review"] = ours;
        return data;
    }

    static Dictionary<string, object> One(ReviewRow row) => new()
    {
        ["@type"] = "Review",
        ["author"] = new Dictionary<string, object> { ["@type"] = "Person", ["name"] = row.Author.Known ?? row.Author.Nameless },
        ["datePublished"] = row.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["reviewRating"] = new Dictionary<string, object> { ["@type"] = "Rating", ["ratingValue"] = row.Review.Stars, ["bestRating"] = Review.Best, ["worstRating"] = Review.Worst },
        ["reviewBody"] = Text(row.Html),
    };

    static string Text(string html)
    {
        var text = ReviewTopics.Plain(html);
        return text.Length <= MostText ? text : text[..MostText] + "…";
    }
}
