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

    /// By the id of the product, each as its own page counts it: two questions to the database for each that is not kept. Only for a few of them.
    public async Task<IReadOnlyDictionary<long, Voices>> Of(IReadOnlyList<Product> products)
    {
        var found = new Dictionary<long, Voices>();
        foreach (var shared in products.Select(Review.Sharing).Distinct())
            found[shared] = await cache.Share($"themes/{shared}/{me.Sight}", () => turns.Take(() => Read(shared)), v => new([$"reviews:{shared}"], 2_000 + 300L * v.Good.Concat(v.Bad).Sum(t => t.Behind.Count)));
        return products.ToDictionary(p => p.Id, p => found[Review.Sharing(p)]);
    }

    /// Of products with very many reviews, the sides that the latest of them name.
    async Task<Voices> Read(long shared)
    {
        var reviews = rows.Visible(db.Reviews.AsNoTracking().Where(r => r.SharedId == shared && r.State == ReviewState.Published));
        var sides = await (from r in reviews
                           join p in db.ReviewPoints on r.Id equals p.ReviewId
                           join t in db.Topics on r.Id equals t.Id
                           orderby r.CreatedAt descending, r.Id descending, p.Place
                           select new { r.Id, t.Slug, p.Good, p.Text, t.Language }).Take(MostSides).ToListAsync();
        var means = await (from r in reviews
                           join a in db.ReviewAnswers on r.Id equals a.ReviewId
                           join q in db.Aspects on a.AspectId equals q.Id
                           where q.Kind == AspectKind.SubRating
                           group a.Value by new { q.Id, q.Name, q.Rank } into answers
                           orderby answers.Key.Rank, answers.Key.Id
                           select new AspectMean(answers.Key.Id, answers.Key.Name, answers.Average(v => (double)v), answers.Count())).ToListAsync();
        IReadOnlyList<Theme> Themes(bool good) => Grouping.Of(sides.Where(s => s.Good == good).Select(s => new Side(s.Id, Topic.PathOf(s.Id, s.Slug), s.Text, s.Language)), MostThemes);
        return new(Themes(true), Themes(false), means);
    }
}
