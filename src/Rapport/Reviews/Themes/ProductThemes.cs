using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Themes;

/// What reviewers of a product praise and criticise, and how they answer what they were asked.
public sealed record Voices(IReadOnlyList<Theme> Good, IReadOnlyList<Theme> Bad, IReadOnlyList<AspectMean> Means)
{
    public bool IsSilent => Good.Count + Bad.Count + Means.Count == 0;
}

/// The plain mean of the answers to one question about the product.
public sealed record AspectMean(long Question, string Name, double Mean, int Count);

/// Counted from published reviews that this visitor may read; kept until one of them changes.
public sealed class ProductThemes(Db db, Me me, ReviewRows rows, Turns turns, PageCache cache)
{
    const int MostThemes = 6, MostSides = 2_000;

    public async Task<Voices> Of(Product product)
    {
        if (one is not { } known || known.Id != product.Id) one = known = (product.Id, (await Of([product]))[product.Id]);
        return known.Voices;
    }

    (long Id, Voices Voices)? one;

    /// By the id of the product: two questions to the database for all of them.
    public async Task<IReadOnlyDictionary<long, Voices>> Of(IReadOnlyList<Product> products)
    {
        if (products.Count == 0) return new Dictionary<long, Voices>();
        var shared = products.Select(Review.Sharing).Distinct().ToList();
        var found = await cache.Share($"themes/{string.Join('/', shared)}/{me.Sight}", () => turns.Take(() => Read(shared)),
            v => new([.. shared.Select(s => $"reviews:{s}")], 2_000 + 300L * v.Values.SelectMany(x => x.Good.Concat(x.Bad)).Sum(t => t.Behind.Count)));
        return products.ToDictionary(p => p.Id, p => found[Review.Sharing(p)]);
    }

    /// Of products with very many reviews, the sides that the latest of them name.
    async Task<Dictionary<long, Voices>> Read(List<long> shared)
    {
        var reviews = rows.Visible(db.Reviews.AsNoTracking().Where(r => shared.Contains(r.SharedId) && r.State == ReviewState.Published));
        var sides = (await (from r in reviews
                            join p in db.ReviewPoints on r.Id equals p.ReviewId
                            join t in db.Topics on r.Id equals t.Id
                            orderby r.CreatedAt descending, r.Id descending, p.Place
                            select new { r.SharedId, r.Id, t.Slug, p.Good, p.Text, t.Language }).Take(MostSides * shared.Count).ToListAsync())
            .ToLookup(s => s.SharedId, s => (s.Good, Side: new Side(s.Id, Topic.PathOf(s.Id, s.Slug), s.Text, s.Language)));
        var means = (await (from r in reviews
                            join a in db.ReviewAnswers on r.Id equals a.ReviewId
                            join q in db.Aspects on a.AspectId equals q.Id
                            where q.Kind == AspectKind.SubRating
                            group a.Value by new { r.SharedId, q.Id, q.Name, q.Rank } into answers
                            orderby answers.Key.Rank, answers.Key.Id
                            select new { answers.Key.SharedId, answers.Key.Id, answers.Key.Name, Mean = answers.Average(v => (double)v), Count = answers.Count() }).ToListAsync())
            .ToLookup(m => m.SharedId, m => new AspectMean(m.Id, m.Name, m.Mean, m.Count));
        IReadOnlyList<Theme> Themes(long of, bool good) => Grouping.Of(sides[of].Where(s => s.Good == good).Select(s => s.Side), MostThemes);
        return shared.ToDictionary(s => s, s => new Voices(Themes(s, true), Themes(s, false), [.. means[s]]));
    }
}
