using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews;

/// How many reviews there are with what was chosen, and what else could be chosen.
public sealed record FacetedReviews(int Found, IReadOnlyList<ReviewFacetGroup> Groups);

/// The values of a facet; for the context those of one question, by its name.
public sealed record ReviewFacetGroup(ReviewFacet Facet, string? Name, IReadOnlyList<ReviewFacetValue> Values);

/// How many reviews a value would leave. Its name is what people called it; nothing where the interface has a word for it.
public sealed record ReviewFacetValue(ReviewChoice Choice, string? Name, int Count, bool IsChosen);

/// Counts the published reviews of a product and its variants by what they can be narrowed down to.
/// Two grouped questions to the database count all of it, kept until one of these reviews changes; each facet's count leaves its own choice aside.
public sealed class ReviewFacets(Db db, Me me, Turns turns, PageCache cache)
{
    const int Bytes = 120;

    /// Reviews that are alike in all but their context, and how many.
    sealed record Alike(int Stars, bool Bought, bool Given, bool Close, bool Imported, long Product, bool Pictured)
    {
        public int Count { get; init; }

        /// So many of them gave this answer, where they are counted by answers.
        public (long Question, int Value) Answer { get; init; }

        bool Has(EvidenceChoice evidence) => evidence switch { EvidenceChoice.Bought => Bought, EvidenceChoice.Given => Given, EvidenceChoice.Close => Close, _ => Imported };

        public bool Is(ReviewChoice choice) => choice.Facet switch
        {
            ReviewFacet.Stars => choice.Value == Stars,
            ReviewFacet.Evidence => Has((EvidenceChoice)choice.Value),
            ReviewFacet.Variant => choice.Value == Product,
            ReviewFacet.Photos => Pictured,
            _ => choice.Question == Answer.Question && choice.Value == Answer.Value,
        };
    }

    sealed record Counted(IReadOnlyList<Alike> Reviews, IReadOnlyList<Alike> Answers);

    /// Among those with these ids, where words were looked for.
    public async Task<FacetedReviews> Of(Product product, ReviewChoices chosen, IReadOnlyList<long>? among = null)
    {
        var shared = Review.Sharing(product);
        var contexts = string.Join(',', chosen.All.Where(c => c.Facet == ReviewFacet.Context).OrderBy(c => c.Question).ThenBy(c => c.Value).Select(c => c.Field.Value));
        var counted = among is not null ? await turns.Take(() => Count(shared, chosen, among))
            : await cache.Share($"facets/{shared}/{contexts}/{me.Sight}", () => turns.Take(() => Count(shared, chosen, null)), c => new([$"reviews:{shared}"], Bytes * (c.Reviews.Count + c.Answers.Count)));
        var groups = new List<ReviewFacetGroup>
        {
            Group(ReviewFacet.Stars, Enumerable.Range(Review.Worst, Review.Best).Reverse().Select(n => (new ReviewChoice(ReviewFacet.Stars, n), (string?)null))),
            Group(ReviewFacet.Evidence, Enum.GetValues<EvidenceChoice>().Select(e => (new ReviewChoice(ReviewFacet.Evidence, (long)e), (string?)null))),
            Group(ReviewFacet.Photos, [(new ReviewChoice(ReviewFacet.Photos, 1), null)]),
            Group(ReviewFacet.Variant, (await Variants(counted, chosen, shared)).Select(v => (new ReviewChoice(ReviewFacet.Variant, v.Id), (string?)v.Name))),
        };
        foreach (var question in await Questions(counted, chosen))
            groups.Add(Group(ReviewFacet.Context, question.Choices.Select((name, at) => (new ReviewChoice(ReviewFacet.Context, at, question.Id), (string?)name)), question.Name));
        return new(Sum(counted.Reviews, null), [.. groups.Where(g => g.Values.Count > 0)]);

        // What every review has that is left narrows nothing.
        ReviewFacetGroup Group(ReviewFacet facet, IEnumerable<(ReviewChoice Choice, string? Name)> values, string? name = null)
        {
            var all = facet == ReviewFacet.Context ? int.MaxValue : Sum(counted.Reviews, facet);
            var shown = values.Select(v => new ReviewFacetValue(v.Choice, v.Name, Sum(facet == ReviewFacet.Context ? counted.Answers : counted.Reviews, facet, v.Choice), chosen.All.Contains(v.Choice))).Where(v => v.Count > 0 || v.IsChosen).ToList();
            return new(facet, name, shown.Exists(v => v.IsChosen || v.Count < all) ? shown : []);
        }

        int Sum(IEnumerable<Alike> reviews, ReviewFacet? aside, ReviewChoice? of = null)
        {
            var facets = chosen.All.Where(c => c.Facet != ReviewFacet.Context && c.Facet != aside).ToLookup(c => c.Facet);
            return reviews.Where(r => (of is not { } one || r.Is(one)) && facets.All(f => f.Any(r.Is))).Sum(r => r.Count);
        }
    }

    async Task<Counted> Count(long shared, ReviewChoices chosen, IReadOnlyList<long>? among)
    {
        var spaces = db.Spaces.VisibleTo(me);
        var reviews = db.Reviews.AsNoTracking().Where(r => r.SharedId == shared && r.State == ReviewState.Published && spaces.Any(s => s.Purpose == SpacePurpose.Reviews));
        if (among is not null) reviews = reviews.Where(r => among.Contains(r.Id));
        var pictures = ReviewTopics.PicturesIn(db);
        var kinds = await chosen.Answering(reviews, db)
            .GroupBy(r => new { r.Stars, Bought = r.OrderLineId != null || r.BoughtAt != null, Given = r.Rewarded || r.Sampled, Close = r.Relation != Relation.None, Imported = r.ImportedAt != null, r.ProductId, Pictured = pictures.Any(u => u.Subject == r.Id) })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        // The answers to one question are counted whatever is chosen of it, and as is chosen of the others.
        var answers = from a in db.ReviewAnswers join r in reviews on a.ReviewId equals r.Id join q in db.Aspects on a.AspectId equals q.Id where q.Kind == AspectKind.Context select new { Answer = a, Review = r };
        foreach (var context in chosen.Contexts)
        {
            var (others, question, values) = (db.ReviewAnswers, context.Key, context.Select(v => (int)v).ToList());
            answers = answers.Where(a => a.Answer.AspectId == question || others.Any(b => b.ReviewId == a.Review.Id && b.AspectId == question && values.Contains(b.Value)));
        }
        var answered = await answers
            .GroupBy(a => new { a.Answer.AspectId, a.Answer.Value, a.Review.Stars, Bought = a.Review.OrderLineId != null || a.Review.BoughtAt != null, Given = a.Review.Rewarded || a.Review.Sampled, Close = a.Review.Relation != Relation.None, Imported = a.Review.ImportedAt != null, a.Review.ProductId, Pictured = pictures.Any(u => u.Subject == a.Review.Id) })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return new(
            kinds.ConvertAll(k => new Alike(k.Key.Stars, k.Key.Bought, k.Key.Given, k.Key.Close, k.Key.Imported, k.Key.ProductId, k.Key.Pictured) { Count = k.Count }),
            answered.ConvertAll(k => new Alike(k.Key.Stars, k.Key.Bought, k.Key.Given, k.Key.Close, k.Key.Imported, k.Key.ProductId, k.Key.Pictured) { Count = k.Count, Answer = (k.Key.AspectId, k.Key.Value) }));
    }

    /// What the variants are called, where there are several; one that is none of this product was chosen by nobody.
    async Task<IReadOnlyList<(long Id, string Name)>> Variants(Counted counted, ReviewChoices chosen, long shared)
    {
        var wanted = chosen.In(ReviewFacet.Variant);
        var ids = counted.Reviews.Select(r => r.Product).Concat(wanted).Distinct().ToList();
        if (ids.Count < 2 && wanted.Count == 0) return [];
        var found = await turns.Take(() => db.Products.AsNoTracking().Where(p => ids.Contains(p.Id) && (p.FamilyId ?? p.Id) == shared).OrderBy(p => p.Variant ?? p.Name).ThenBy(p => p.Id).Select(p => new { p.Id, Name = p.Variant ?? p.Name }).ToListAsync());
        return wanted.All(id => found.Exists(p => p.Id == id)) ? found.ConvertAll(p => (p.Id, p.Name)) : throw new NotFound();
    }

    async Task<IReadOnlyList<Aspect>> Questions(Counted counted, ReviewChoices chosen)
    {
        var ids = counted.Answers.Select(a => a.Answer.Question).Concat(chosen.Contexts.Select(c => c.Key)).Distinct().ToList();
        if (ids.Count == 0) return [];
        var found = await turns.Take(() => db.Aspects.AsNoTracking().Where(a => ids.Contains(a.Id) && a.Kind == AspectKind.Context).OrderBy(a => a.Rank).ThenBy(a => a.Id).ToListAsync());
        return chosen.All.Where(c => c.Facet == ReviewFacet.Context).All(c => found.Find(a => a.Id == c.Question)?.Takes((int)c.Value) == true) ? found : throw new NotFound();
    }
}
