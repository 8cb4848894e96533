using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Asking;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews.Writing;

/// GET /products/{id}/{slug}/review?stars=: where a review is written. GET /reviews/{id}/edit: where it is changed.
static class ShowReviewForm
{
    const int MostVariants = 60;

    public static async Task<IResult> New(long id, string slug, int? stars, string? link, string? offer, Db db, Reviewer reviewer, ReviewDesk desk, AskedBuyer buyer, Offers offers, ReviewTopics topics, FormState state, Locale locale)
    {
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        var by = await reviewer.Known(link, product);
        if (by is not null && await (link is null ? desk.Of(by, product) : desk.Shared(by, product)) is { } mine)
        {
            // What was written now goes into the review that there is.
            if (!state.Is($"/products/{id}/review")) return Go.To(Offered(WriteReview.With($"/reviews/{mine.Id}/edit", link), offer));
            state.Lead($"/reviews/{mine.Id}", locale.Say("You have reviewed this already. What you wrote now stands below: saving it changes your review, and what it said before stays in its history."));
            return await Edit(mine.Id, link, offer, db, reviewer, desk, topics, offers);
        }
        if (slug != product.Slug) return Go.To(Offered(WriteReview.With($"{product.Path}/review", link, stars), offer));
        if (await desk.IsForBuyersOnly(by, product, asked: link is not null)) return Page.Of<BuyersOnlyPage>(new { Product = product, IsKnown = by is not null });
        return Page.Of<ReviewFormPage>(new { Form_ = new ReviewForm(product, await Variants(db, product), await desk.Asked(product), by?.Name) { Stars = stars is >= Review.Worst and <= Review.Best ? stars : null, Link = link, Offer = await Open(offers, offer, product), Agrees = by is { Id: 0 } ? await buyer.Agrees() : [], IsNew = by is { Id: 0 }, IsStaff = by is { IsStaff: true }, Drafts = by is not null && link is null } });
    }

    public static async Task<IResult> Edit(long id, string? link, string? offer, Db db, Reviewer reviewer, ReviewDesk desk, ReviewTopics topics, Offers offers)
    {
        var by = await reviewer.Known(link, id);
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AuthorId == by.Id) ?? throw new NotFound();
        var (product, post) = (await db.Products.AsNoTracking().FirstAsync(p => p.Id == review.ProductId), await db.Posts.AsNoTracking().Include(p => p.Topic).FirstAsync(p => p.Id == id));
        var points = await db.ReviewPoints.AsNoTracking().Where(p => p.ReviewId == id).OrderBy(p => p.Place).ToListAsync();
        var (body, pictures) = ReviewTopics.Apart(await topics.ToEdit(post.Content));
        return Page.Of<ReviewFormPage>(new
        {
            Form_ = new ReviewForm(product, await Variants(db, product), await desk.Asked(product), by.Name)
            {
                Review = review, Stars = review.Stars, Body = body, Pictures = pictures, Title = review.Headed ? post.Topic.Title : null, Version = await topics.Edits(id),
                Pros = Lines(points, true), Cons = Lines(points, false), Link = link, Offer = await Open(offers, offer, product), IsStaff = by.IsStaff,
                Answers = await db.ReviewAnswers.AsNoTracking().Where(a => a.ReviewId == id).ToDictionaryAsync(a => a.AspectId, a => a.Value),
            },
        });
    }

    static string Offered(string path, string? offer) => offer is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}offer={Uri.EscapeDataString(offer)}";

    /// What is offered for this review, with what claims it.
    static async Task<Offered?> Open(Offers offers, string? code, Product product) => await offers.Claimed(code, product) is { } id ? await offers.Find(id) : null;

    static string Lines(List<ReviewPoint> points, bool good) => string.Join('\n', points.Where(p => p.Good == good).Select(p => p.Text));

    static async Task<IReadOnlyList<Product>> Variants(Db db, Product product) => product.FamilyId is not { } family ? []
        : await db.Products.AsNoTracking().Where(p => p.FamilyId == family && (p.RetiredAt == null || p.Id == product.Id)).OrderBy(p => p.Id).Take(MostVariants).ToListAsync();
}

/// What the form of a review shows: empty, or as it was written.
public sealed record ReviewForm(Product Product, IReadOnlyList<Product> Variants, IReadOnlyList<Aspect> Asked, string? Name)
{
    public Review? Review { get; init; }
    public int? Stars { get; init; }
    public string? Body { get; init; }

    /// The addresses of those that stand below the words.
    public IReadOnlyList<string> Pictures { get; init; } = [];
    public string? Title { get; init; }
    public string? Pros { get; init; }
    public string? Cons { get; init; }
    public int Version { get; init; }
    public IReadOnlyDictionary<long, int> Answers { get; init; } = new Dictionary<long, int>();

    /// The mailed link by which its writer is known.
    public string? Link { get; init; }
    public bool IsStaff { get; init; }

    /// What is offered for it.
    public Offered? Offer { get; init; }

    /// Whoever has no account yet: they get a name with the review, and agree to these pages by it.
    public bool IsNew { get; init; }
    public IReadOnlyList<(string Name, string Path)> Agrees { get; init; } = [];

    /// A mailed link does nothing to an account that there is; its name is changed in its settings.
    public bool MayCall => Link is null || IsNew;

    /// What is written is kept while it is written.
    public bool Drafts { get; init; }

    public string Action => Review is { } review ? $"/reviews/{review.Id}" : $"/products/{Product.Id}/review";
}
