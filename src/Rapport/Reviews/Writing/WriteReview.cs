using System.Globalization;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Asking;

namespace Rapport.Reviews.Writing;

/// POST /products/{id}/review writes one's review of a product, POST /reviews/{id} changes it.
static class WriteReview
{
    public static async Task<IResult> New(long id, Sent sent, Db db, Reviewer reviewer, ReviewDesk desk, ReviewTopics topics)
    {
        var (link, product) = (sent["link"], await Chosen(db, id, sent));
        var (by, asked) = await reviewer.Of(link, product);
        var said = await Read(sent, topics, by, asked);
        // The form of a mailed link that is sent again means the same review.
        var review = asked is not null && await desk.Shared(by, product) is { } mine ? await desk.Change(mine.Id, by, product, said) : await desk.Write(product, by, said);
        return Go.To(With($"/reviews/{review.Id}/thanks", link));
    }

    public static async Task<IResult> Change(long id, Sent sent, Db db, Reviewer reviewer, ReviewDesk desk, ReviewTopics topics)
    {
        var link = sent["link"];
        var (by, asked) = await reviewer.Of(link, id);
        var about = await db.Reviews.Where(r => r.Id == id && r.AuthorId == by.Id).Select(r => (long?)r.ProductId).FirstOrDefaultAsync() ?? throw new NotFound();
        var review = await desk.Change(id, by, await Chosen(db, about, sent), await Read(sent, topics, by, asked));
        return Go.To(With($"/reviews/{review.Id}/thanks", link));
    }

    /// When and where it appears.
    public static async Task<IResult> Thanks(long id, string? link, Db db, Reviewer reviewer)
    {
        var by = await reviewer.Known(link, id);
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AuthorId == by.Id) ?? throw new NotFound();
        var topic = await db.Topics.AsNoTracking().FirstAsync(t => t.Id == id);
        var product = await db.Products.AsNoTracking().FirstAsync(p => p.Id == review.ProductId);
        var willing = review.OrderLineId is null ? (bool?)null : await db.WillingOwners.AnyAsync(o => o.MemberId == by.Id && o.ProductId == review.ProductId);
        return Page.Of<ThanksPage>(new { Willing = willing, Review = review, Topic = topic, Product = product, By = by.Name, Link = link, Waits = topic.Sight == Sight.Held });
    }

    internal static string With(string path, string? link, int? stars = null) => link is null ? path : $"{path}?{(stars is null ? "" : $"stars={stars}&")}link={Uri.EscapeDataString(link)}";

    /// The product of the page, or the variant of it that was chosen.
    static async Task<Product> Chosen(Db db, long id, Sent sent)
    {
        var product = await db.Products.FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        if (sent.Number("variant") is not { } variant || variant == id) return product;
        return product.FamilyId is { } family && await db.Products.FirstOrDefaultAsync(p => p.Id == variant && p.FamilyId == family) is { } chosen
            ? chosen : throw new Refused("Choose one of the variants.") { Field = "variant" };
    }

    static async Task<Said> Read(Sent sent, ReviewTopics topics, Member by, Asked? asked) => new((int?)sent.Number("stars"), await topics.WithPictures(sent, by))
    {
        Title = sent["title"], Pros = sent["pros"], Cons = sent["cons"], Name = asked is { IsNew: false } ? null : sent["name"], Asked = asked, Seen = sent.Number("version"), Offer = sent["offer"],
        Relation = sent["relative"] is null ? Relation.None : Relation.Relative, Rewarded = sent["rewarded"] is not null, Sampled = sent["sampled"] is not null,
        Answers = sent.All.Where(f => f.Key.StartsWith("answer-", StringComparison.Ordinal) && f.Value.Length > 0)
            .Select(f => (Id: Number(f.Key["answer-".Length..]), Value: Number(f.Value))).Where(f => f.Id is not null)
            .ToDictionary(f => f.Id!.Value, f => (int)Math.Clamp(f.Value ?? -1, -1, 100)),
    };

    static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
