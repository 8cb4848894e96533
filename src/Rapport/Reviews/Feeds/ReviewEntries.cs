using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews.Asking;

namespace Rapport.Reviews.Feeds;

/// Published reviews as anybody may read them, a batch at a time in the order of their ids: two queries for each, however many there are.
sealed class ReviewEntries(Db db)
{
    public const int Batch = 100;

    public IQueryable<Review> Public()
    {
        var seen = db.Topics.Public();
        return db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Published && seen.Any(t => t.Id == r.Id));
    }

    /// Those of these that come after the one with this id.
    public async Task<IReadOnlyList<ReviewEntry>> After(long last, IQueryable<Review> reviews, CancellationToken cancel)
    {
        var found = await (
            from r in reviews
            where r.Id > last
            join p in db.Posts on r.Id equals p.Id
            where p.RemovedAt == null
            join product in db.Products on r.ProductId equals product.Id
            join m in db.Members on p.AuthorId equals (long?)m.Id into authors
            from m in authors.DefaultIfEmpty()
            orderby r.Id
            select new ReviewEntry(r, p.Topic.Title, p.Topic.Slug, p.Html, p.Language, m!.LeftAt == null ? p.AuthorId : null, m.LeftAt == null ? m.Name ?? p.SignedBy : p.SignedBy, product, db.Set<AskedReview>().Any(a => a.ReviewId == r.Id))).Take(Batch).ToListAsync(cancel);
        if (found.Count == 0) return [];
        var ids = found.ConvertAll(r => r.Review.Id);
        var points = (await db.ReviewPoints.AsNoTracking().Where(p => ids.Contains(p.ReviewId)).OrderBy(p => p.Place).ToListAsync(cancel)).ToLookup(p => p.ReviewId);
        return found.ConvertAll(r => r with { Name = r.Name is "" ? null : r.Name, Points = [.. points[r.Review.Id]] });
    }
}
