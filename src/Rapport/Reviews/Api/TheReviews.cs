using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Reviews.Api;

static class TheReviews
{
    /// Which reviews are asked for, and in which order.
    public readonly record struct Wish(
        [property: FromQuery(Name = ReviewChoice.Stars), Description("Only with so many stars; may stand several times.")] int[]? Stars, [property: Description("Only by who bought it here, or by the others.")] bool? Bought,
        [property: FromQuery(Name = ReviewChoice.Evidence), Description("Only with this evidence: `bought`, `given`, `close` or `imported`; may stand several times.")] string[]? Evidence,
        [property: FromQuery(Name = ReviewChoice.Variant), Description("Only of this variant, by the id of its product; may stand several times.")] long[]? Variant,
        [property: FromQuery(Name = ReviewChoice.Context), Description("Only with this answer about the context: the id of the question and the place of the answer, as in `1085.0`; may stand several times. Answers to one question widen, to several narrow.")] string[]? Answer,
        [property: Description("Only with pictures.")] bool? Photos,
        [property: Description("Only what was written there: `here`, or the name of a source.")] string? Source,
        [property: Description("`newest` (if not said), `helpful` or `critical` first.")] string? Order)
    {
        internal ReviewChoices Choices =>
            new([.. Read(ReviewChoice.Stars, Stars), .. Read(ReviewChoice.Evidence, Evidence), .. Read(ReviewChoice.Variant, Variant), .. Read(ReviewChoice.Context, Answer), .. Photos == true ? Read(ReviewChoice.Photos, ["true"]) : []]);

        static IEnumerable<ReviewChoice> Read<T>(string name, T[]? said) => (said ?? []).Distinct().Take(ReviewChoices.Most)
            .Select(value => ReviewChoice.Read(name, string.Create(CultureInfo.InvariantCulture, $"{value}"), out var choice) == true ? choice : throw (name == ReviewChoice.Stars ? ApiProblem.Field(name, "Choose from one to five stars.") : Code.Wrong(name)));
    }

    public static Task<Paged<ReviewJson>> All([AsParameters] Paging paging, [AsParameters] Wish wish, Db db, Me me, ReviewRows rows, Locale locale) => List(db.Reviews, paging, wish, db, me, rows, locale);

    public static async Task<Paged<ReviewJson>> OfProduct(long id, [AsParameters] Paging paging, [AsParameters] Wish wish, Db db, Me me, ReviewRows rows, Locale locale)
    {
        var shared = Review.Sharing(await Product(db, id));
        return await List(db.Reviews.Where(r => r.SharedId == shared), paging, wish, db, me, rows, locale);
    }

    public static async Task<ReviewFacetsJson> Facets(long id, [FromQuery] int[]? stars, [FromQuery] string[]? evidence, [FromQuery] long[]? variant, [FromQuery] string[]? context, bool? photos, Db db, ReviewFacets facets) =>
        ReviewFacetsJson.Of(await facets.Of(await Product(db, id), new Wish(stars, null, evidence, variant, context, photos, null, null).Choices));

    static async Task<Paged<ReviewJson>> List(IQueryable<Review> reviews, Paging paging, Wish wish, Db db, Me me, ReviewRows rows, Locale locale)
    {
        if (wish.Order is not (null or "newest" or "helpful" or "critical")) throw Code.Wrong("order");
        reviews = wish.Choices.Narrow(reviews.Where(r => r.State == ReviewState.Published), db);
        if (wish.Bought is { } bought) reviews = reviews.Where(r => (r.BoughtAt != null) == bought);
        if (wish.Source is { } source) reviews = source == "here" ? reviews.Where(r => r.ImportedAt == null) : reviews.Where(r => r.Source == source);
        // Where the review stands now: votes may have moved it since. One that is not published would tell its stars by what comes after it.
        var before = paging.AfterId is { } after ? await rows.Visible(db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Published)).FirstOrDefaultAsync(r => r.Id == after) ?? throw paging.Forged() : null;
        var (found, names) = await rows.Read(InOrder(reviews, wish.Order, before).Take(paging.Take));
        return paging.Of(found, r => $"{r.Id}", r => ReviewJson.Of(r, names, locale, me));
    }

    static IQueryable<Review> InOrder(IQueryable<Review> reviews, string? order, Review? after)
    {
        if (after is { HelpfulRank: var rank, Stars: var stars, CreatedAt: var at, Id: var id })
            reviews = order switch
            {
                "helpful" => reviews.Where(r => r.HelpfulRank < rank || r.HelpfulRank == rank && r.Id < id),
                "critical" => reviews.Where(r => r.Stars > stars || r.Stars == stars && (r.CreatedAt < at || r.CreatedAt == at && r.Id < id)),
                _ => reviews.Where(r => r.CreatedAt < at || r.CreatedAt == at && r.Id < id),
            };
        return order switch
        {
            "helpful" => reviews.OrderByDescending(r => r.HelpfulRank).ThenByDescending(r => r.Id),
            "critical" => reviews.OrderBy(r => r.Stars).ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
            _ => reviews.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        };
    }

    public static async Task<ReviewJson> Show(long id, Me me, ReviewRows rows, Locale locale)
    {
        var (found, names) = await rows.One(id);
        return found is [var review] ? ReviewJson.Of(review, names, locale, me) : throw new NotFound();
    }

    public static async Task<Paged<ReviewQuestionJson>> Questions(long id, Db db, ReviewDesk desk) =>
        new([.. (await desk.Asked(await Product(db, id))).Select(q => new ReviewQuestionJson(q.Id, q.Kind, q.Name, q.Choices))], null);

    public static async Task<Made<ReviewJson>> Write(long id, NewReview said, Db db, Me me, ReviewDesk desk, ReviewRows rows, Locale locale)
    {
        var product = await db.Products.FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var review = await desk.Write(product, me.Member, new(said.Stars, said.Body)
        {
            Title = said.Title, Pros = Lines(said.Good, "good"), Cons = Lines(said.Bad, "bad"), Answers = Given(said.Answers), Relation = said.Relative ? Relation.Relative : Relation.None, Rewarded = said.Rewarded, Sampled = said.Sampled,
        });
        return new($"/reviews/{review.Id}", await Show(review.Id, me, rows, locale));
    }

    public static async Task<Changed<ReviewJson>> Change(long id, ReviewChange to, HttpContext context, Db db, Me me, ReviewDesk desk, ReviewTopics topics, ReviewRows rows, Locale locale)
    {
        var author = me.Member;
        var now = await (from r in db.Reviews.AsNoTracking()
                         where r.Id == id && r.AuthorId == author.Id
                         join p in db.Posts on r.Id equals p.Id
                         select new { Review = r, Version = r.Version + p.Version, Post = p, p.Topic.Title }).FirstOrDefaultAsync() ?? throw new NotFound();
        context.DemandUnchanged(now.Version);
        var points = await db.ReviewPoints.AsNoTracking().Where(p => p.ReviewId == id).OrderBy(p => p.Place).ToListAsync();
        var product = await db.Products.FirstAsync(p => p.Id == now.Review.ProductId);
        await desk.Change(id, author, product, new(to.Stars ?? now.Review.Stars, to.Body ?? await topics.ToEdit(now.Post.Content))
        {
            Title = to.Title ?? (now.Review.Headed ? now.Title : null),
            Pros = Lines(to.Good ?? [.. points.Where(p => p.Good).Select(p => p.Text)], "good"),
            Cons = Lines(to.Bad ?? [.. points.Where(p => !p.Good).Select(p => p.Text)], "bad"),
            Answers = to.Answers is null ? null : Given(to.Answers),
            Relation = to.Relative ? Relation.Relative : Relation.None, Rewarded = to.Rewarded, Sampled = to.Sampled,
        });
        return new($"/reviews/{id}", await Show(id, me, rows, locale));
    }

    static async Task<Product> Product(Db db, long id) => await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();

    /// Each side is one line of the form, whatever it holds.
    static string Lines(IReadOnlyList<string>? sides, string field) =>
        string.Join('\n', (sides ?? []).Select(s => s.AsSpan().IndexOfAny('\n', '\r') < 0 ? s : throw new Refused("Each is one line.") { Field = field }));

    static Dictionary<long, int> Given(IReadOnlyList<GivenAnswer>? answers) => (answers ?? []).GroupBy(a => a.Question).ToDictionary(g => g.Key, g => g.Last().Value);
}
