using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Products;

/// The reviews of a product and its variants on its page: those that helped most, then the newest; and their rating, kept until one of them changes. Asked once a page.
public sealed class ProductReviews(Db db, Me me, ReviewRows rows, Turns turns, SiteSettings settings, PageCache cache)
{
    const int Shown = 4;
    Task<(IReadOnlyList<ReviewRow>, Names)>? asked;
    Task<Rating>? rated;

    public Task<(IReadOnlyList<ReviewRow> Rows, Names Names)> About(Product product) => asked ??= turns.Take(() =>
    {
        var shared = Review.Sharing(product);
        return rows.Read(db.Reviews.Where(r => r.SharedId == shared && r.State == ReviewState.Published).OrderByDescending(r => r.HelpfulRank).ThenByDescending(r => r.Id).Take(Shown));
    });

    public Task<Rating> Of(Product product) => rated ??= Of(Review.Sharing(product), settings.Of<ReviewSettings>().ImportsCount);

    Task<Rating> Of(long shared, bool counts) => cache.Share($"rating/{shared}/{counts}/{me.Sight}", () => turns.Take(() => Rate(shared, counts)), _ => new([$"reviews:{shared}"], 200));

    /// Counted from the reviews themselves, whatever they are shared with; nothing for who may not read reviews.
    async Task<Rating> Rate(long shared, bool counts)
    {
        var spaces = db.Spaces.VisibleTo(me);
        var found = await db.Reviews.Where(r => r.SharedId == shared && spaces.Any(s => s.Purpose == SpacePurpose.Reviews))
            .GroupBy(r => new { r.State, r.Stars, Imported = r.ImportedAt != null }).Select(g => new { g.Key.State, g.Key.Stars, g.Key.Imported, Count = g.Count() }).ToListAsync();
        int Many(ReviewState state) => found.Where(f => f.State == state).Sum(f => f.Count);
        var published = found.Where(f => f.State == ReviewState.Published).ToLookup(f => counts || !f.Imported);
        return new([.. Enumerable.Range(Review.Worst, Review.Best).Select(stars => published[true].Where(f => f.Stars == stars).Sum(f => f.Count))],
            Many(ReviewState.Held), Many(ReviewState.Hidden), Many(ReviewState.Removed), published[false].Sum(f => f.Count));
    }
}
