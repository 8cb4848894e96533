using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews.Evidence;
using Rapport.Reviews.Ratings;
using Rapport.Statistics;

namespace Rapport.Reviews;

/// Follows what becomes of reviews: whether others see them, how many they helped, by which order their authors have the thing, with which products they are shared, and what they come to.
/// What it writes comes from the rows as they are, so that a rebuild comes to the same.
sealed class ReviewReader(SiteSettings settings) : DerivedReader
{
    public override string What => "Reviews";
    public override IReadOnlyList<Type> Hears => [typeof(TopicStarted), typeof(ReviewWritten), typeof(ReviewChanged), typeof(VoteCast), typeof(PostHeld), typeof(PostHidden), typeof(PostRemoved), typeof(PostRestored), typeof(ProductChanged), typeof(ProductReturned), typeof(OrderEvent), typeof(MemberLeft), typeof(SettingsChanged)];

    public override async Task Clear(Db db)
    {
        await db.RatedProducts.ExecuteDeleteAsync();
        await db.Reviews.ExecuteUpdateAsync(s => s.SetProperty(r => r.State, ReviewState.Published).SetProperty(r => r.Helpful, 0).SetProperty(r => r.Unhelpful, 0).SetProperty(r => r.HelpfulRank, 0));
    }

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var rated = new HashSet<long>();
        await Families(db, rated, [.. events.Where(e => e.Event is ProductChanged or ProductReturned).Select(e => e.Subject.Id).Distinct()]);
        var told = events.Select(Review).OfType<long>().Distinct().ToList();
        var left = events.Where(e => e.Event is MemberLeft).ToList();
        var written = events.Where(e => e.Event is not VoteCast).Select(Review).OfType<long>().ToHashSet();
        if (told.Count > 0) await Follow(db, rated, told, written);
        if (left.Count > 0) await Gone(db, rated);
        rated.UnionWith(await db.FollowOrders([.. events.Select(e => (e.Event as OrderEvent)?.Customer).OfType<long>().Distinct()]));
        await db.SaveChangesAsync();
        await db.Rate(rated, settings);
        if (events.Any(e => e.Event is SettingsChanged { Group: Group })) await db.Enqueue(new RateAll(AtOnce: true));
    }

    /// Whether imports count is chosen there.
    const string Group = "review";

    /// The review that an event may have changed.
    static long? Review(Recorded told) => told.Event switch
    {
        TopicStarted { Kind: TopicKind.Review } or ReviewWritten or ReviewChanged => told.Subject.Id,
        VoteCast { Kind: PostKind.Opening } or PostHeld { Kind: PostKind.Opening } or PostHidden { Kind: PostKind.Opening } or PostRemoved { Kind: PostKind.Opening } or PostRestored { Kind: PostKind.Opening } => ((TopicEvent)told.Event).Topic,
        _ => null,
    };

    /// Votes count for nothing but the order: ratings, and what is said of authors elsewhere, follow only what was written and what can be read.
    static async Task Follow(Db db, HashSet<long> rated, List<long> ids, HashSet<long> written)
    {
        var reviews = await db.Reviews.AsTracking().Where(r => ids.Contains(r.Id)).ToListAsync();
        if (reviews.Count == 0) return;
        var known = reviews.ConvertAll(r => r.Id);
        var fates = await ReviewTopics.Fates(db, known);
        foreach (var review in reviews)
        {
            if (!fates.TryGetValue(review.Id, out var fate)) continue;
            var now = (State: StateOf(fate), fate.Up, fate.Down);
            if (now.State != review.State) written.Add(review.Id);
            if (now == (review.State, review.Helpful, review.Unhelpful)) continue;
            (review.State, review.Helpful, review.Unhelpful) = now;
            review.HelpfulRank = Rank(fate.Up, fate.Down);
            db.Redraw(ReviewEvent.Pages(review.ProductId, review.SharedId, all: written.Contains(review.Id)));
        }
        var changed = reviews.Where(r => written.Contains(r.Id)).ToList();
        rated.UnionWith(changed.Select(r => r.SharedId));
        await Record(db, [.. changed.Select(r => r.AuthorId).OfType<long>().Distinct()]);
    }

    /// The pages that show what else these authors wrote.
    static async Task Record(Db db, IReadOnlyCollection<long> authors)
    {
        const int most = 200;
        foreach (var one in await db.Reviews.Where(r => r.AuthorId != null && authors.Contains(r.AuthorId.Value)).Select(r => new { r.ProductId, r.SharedId }).Distinct().Take(most).ToListAsync())
            db.Redraw(ReviewEvent.Pages(one.ProductId, one.SharedId));
    }

    static ReviewState StateOf(ReviewFate fate) => fate switch
    {
        { Held: true } => ReviewState.Held,
        { HiddenByModerator: true } => ReviewState.Hidden,
        { Removed: true } => ReviewState.Removed,
        _ => ReviewState.Published,
    };

    static int Rank(int up, int down) => up + down == 0 ? 0 : (int)Math.Round(1e6 * Proportion.Wilson(up, up + down).Lower);

    /// A product went into a family or out of one: its reviews go with it.
    static async Task Families(Db db, HashSet<long> rated, List<long> products)
    {
        if (products.Count == 0) return;
        var shared = await db.Products.AsNoTracking().Where(p => products.Contains(p.Id)).Select(p => new { p.Id, Shared = p.FamilyId ?? p.Id }).ToListAsync();
        foreach (var product in shared)
        {
            if (await db.Reviews.Where(r => r.ProductId == product.Id && r.SharedId != product.Shared).Select(r => (long?)r.SharedId).FirstOrDefaultAsync() is not { } before) continue;
            await db.Reviews.Where(r => r.ProductId == product.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.SharedId, product.Shared));
            rated.UnionWith([product.Shared, before]);
            db.Redraw([.. ReviewEvent.Pages(product.Id, product.Shared), .. ReviewEvent.Pages(product.Id, before)]);
        }
    }

    /// Who left and took their words along: those reviews are there no more.
    static async Task Gone(Db db, HashSet<long> rated)
    {
        var ids = await db.Reviews.Where(r => r.AuthorId == null && r.State == ReviewState.Published && db.Set<Post>().Any(p => p.Id == r.Id && p.RemovedAt != null)).Select(r => r.Id).ToListAsync();
        if (ids.Count > 0) await Follow(db, rated, ids, []);
    }
}
