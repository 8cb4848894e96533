using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Ratings;

/// Reckons what is usual, and every rating by it: once a day, for reviews grow old; in a young community every hour, for what is usual changes fast; at once where it was changed what counts.
public sealed record RateAll(bool AtOnce = false);

public sealed class RatingKeeper(Db db, SiteSettings settings) : Worker<RateAll>
{
    const int Chunk = 500, Young = 1_000;

    public override async Task Do(RateAll work, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime);
        var known = await db.Set<UsualStars>().AsNoTracking().SingleOrDefaultAsync(cancel);
        if (!work.AtOnce && known is { Reviews: >= Young } && known.AsOf == today) return;
        await Reckon(today, cancel);
        for (long last = 0; await Next(last, cancel) is { Count: > 0 } subjects; last = subjects[^1])
        {
            db.Forget();
            await db.Transact(async () =>
            {
                await db.Rate(subjects, settings);
                await db.TellFound();
                await db.SaveChangesAsync(cancel);
            });
        }
    }

    async Task Reckon(DateOnly today, CancellationToken cancel)
    {
        var (weights, reviews) = await db.WeighAll(settings, today, cancel);
        await db.Transact(async () =>
        {
            await db.LockRatings();
            (await db.Usual()).Take(weights, reviews, today);
            await db.SaveChangesAsync(cancel);
        });
    }

    /// What has reviews, and what had some.
    Task<List<long>> Next(long last, CancellationToken cancel) =>
        db.Reviews.Where(r => r.SharedId > last).Select(r => r.SharedId).Union(db.RatedProducts.Where(r => r.SubjectId > last).Select(r => r.SubjectId)).OrderBy(id => id).Take(Chunk).ToListAsync(cancel);
}
