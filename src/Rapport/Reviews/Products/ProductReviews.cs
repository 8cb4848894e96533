using Rapport.Catalog;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Reviews.Products;

/// The reviews of a product and its variants on its page: those that helped most, then the newest. Asked once a page.
public sealed class ProductReviews(Db db, ReviewRows rows, Turns turns)
{
    const int Shown = 4;
    Task<(IReadOnlyList<ReviewRow>, Names)>? asked;

    public Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> About(Product product) => asked ??= turns.Take(() =>
    {
        var shared = Review.Sharing(product);
        return rows.Read(db.Reviews.Where(r => r.SharedId == shared && r.State == ReviewState.Published).OrderByDescending(r => r.HelpfulRank).ThenByDescending(r => r.Id).Take(Shown));
    });
}
