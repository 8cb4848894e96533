using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Statistics;

namespace Rapport.Reviews.Ratings;

/// Brings the kept ratings up to date with the reviews as they are. Readers and the nightly job go this one way.
static class RatingRows
{
    /// Whoever writes ratings holds it, so that what one counted is not written over what another counted later.
    const long Lock = 5_227_004;

    extension(Db db)
    {
        /// Published reviews that count.
        public async Task<IQueryable<Review>> Counted(SiteSettings settings)
        {
            var published = db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Published);
            return (await settings.Stored<ReviewSettings>(db)).ImportsCount ? published : published.Where(r => r.ImportedAt == null);
        }

        /// What these reviews come to, within a transaction. What changed shows on lists of products.
        public async Task Rate(IReadOnlyCollection<long> subjects, SiteSettings settings)
        {
            if (subjects.Count == 0) return;
            await db.LockRatings();
            var usual = await db.Usual();
            var reviews = (await (await db.Counted(settings)).Where(r => subjects.Contains(r.SharedId)).Weighed().ToListAsync()).ToLookup(r => r.Subject);
            var rows = await db.RatedProducts.AsTracking().Where(r => subjects.Contains(r.SubjectId)).ToDictionaryAsync(r => r.SubjectId);
            var changed = false;
            // The first ratings are reckoned by what is usual as well: it is not left to the hour.
            if (usual.Reviews == 0 && reviews.Count > 0)
            {
                var (weights, all) = await db.WeighAll(settings, usual.AsOf, default);
                usual.Take(weights, all, usual.AsOf);
            }
            foreach (var subject in subjects)
            {
                var row = rows.GetValueOrDefault(subject);
                if (!reviews[subject].Any())
                {
                    if (row is null) continue;
                    db.Remove(row);
                    changed = true;
                    continue;
                }
                if (row is null) db.Add(row = new RatedProduct(subject));
                changed |= Take(row, reviews[subject], usual);
            }
            if (changed) db.Redraw("products");
        }

        public async Task LockRatings()
        {
            if (db.OnPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})");
        }

        /// What all reviews that count weigh together by their stars, and how many they are.
        public async Task<(double[] Weights, int Reviews)> WeighAll(SiteSettings settings, DateOnly asOf, CancellationToken cancel)
        {
            var (weights, reviews) = (new double[Review.Best], 0);
            await foreach (var review in (await db.Counted(settings)).OrderBy(r => r.Id).Weighed().AsAsyncEnumerable().WithCancellation(cancel))
            {
                weights[review.Stars - 1] += Weight.Of(review, asOf);
                reviews++;
            }
            return (weights, reviews);
        }

        /// What is usual; nothing is, before the first review.
        public async Task<UsualStars> Usual()
        {
            if (await db.Set<UsualStars>().AsTracking().SingleOrDefaultAsync() is { } known) return known;
            var usual = new UsualStars(DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime));
            db.Add(usual);
            return usual;
        }
    }

    extension(IQueryable<Review> reviews)
    {
        public IQueryable<Weighed> Weighed() =>
            reviews.Select(r => new Weighed(r.Id, r.SharedId, r.Stars, r.CreatedAt, r.OrderLineId != null || r.BoughtAt != null, r.ImportedAt != null, r.SourceVerified, r.Rewarded, r.Sampled, r.Relation));
    }

    static bool Take(RatedProduct row, IEnumerable<Weighed> reviews, UsualStars usual)
    {
        var (counts, weights) = (new int[Review.Best], new double[Review.Best]);
        // Always in one order, so that the same reviews come to the same figure to the last digit.
        foreach (var review in reviews.OrderBy(r => r.Id))
        {
            counts[review.Stars - 1]++;
            weights[review.Stars - 1] += Weight.Of(review, usual.AsOf);
        }
        var (score, interval) = StepMean.Of(usual.Prior(), weights);
        return row.Take(counts, score, interval.Lower, interval.Upper, usual.AsOf);
    }
}
