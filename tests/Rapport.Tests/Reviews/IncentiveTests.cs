using Rapport.Catalog;
using Rapport.Reviews;
using Rapport.Reviews.Incentives;

namespace Rapport.Tests.Reviews;

/// What is offered for reviews: for writing one, never for what it says, and said beside it for good.
public abstract class IncentiveTests(Engine engine) : InWorld(engine)
{
    async Task<string> Offered(string name = "Spring", string offer = "5 euros off the next order", string products = "", string until = "")
    {
        using var alma = As(Alma);
        var unique = $"{name} {Given.Fresh()}";
        var answer = await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name = unique, offer, products, until });
        Assert.Equal(303, answer.Status);
        return await World.Query(db => db.Set<Incentive>().Where(i => i.Name == unique).Select(i => i.Code).FirstAsync());
    }

    async Task<Review> Written(string code, Product kettle, Rapport.Members.Member by, int stars = 2)
    {
        using var visitor = As(by);
        var form = await visitor.Get($"{kettle.Path}/review?offer={code}");
        Assert.Equal(303, (await visitor.Submit(form, $"/products/{kettle.Id}/review", new { stars, body = "It drips since Tuesday." })).Status);
        await Settled();
        return await World.Query(db => db.Reviews.AsNoTracking().FirstAsync(r => r.AuthorId == by.Id && r.ProductId == kettle.Id));
    }

    [Fact]
    public async Task A_review_that_was_written_by_the_link_is_labelled_with_the_offer_for_good()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var code = await Offered();
        var landing = await Anyone().Get($"/reviews/offers/{code}");
        Assert.Contains("5 euros off the next order", landing.Text);
        Assert.Contains("whatever you think of the thing", landing.Text);

        var review = await Written(code, kettle, by);
        using (var author = As(by)) Assert.Equal(303, (await author.Submit(await author.Get($"/reviews/{review.Id}/edit"), $"/reviews/{review.Id}", new { stars = 5 })).Status);
        using (var alma = As(Alma)) await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/end");
        await Settled();

        var card = (await Anyone().Get($"{kettle.Path}/reviews")).Find(".review")!.TextContent;
        Assert.Contains("Rewarded", card);
        Assert.Contains("5 euros off the next order", card);
    }

    [Fact]
    public async Task Who_has_reviewed_already_is_labelled_when_they_change_it_by_the_link()
    {
        var (kettle, by) = (await Given.Product(), await Given.Member());
        var review = await Given.Review(kettle, by);
        var code = await Offered();
        using var author = As(by);

        var form = await author.Visit($"{kettle.Path}/review?offer={code}");
        await author.Submit(form, $"/reviews/{review.Id}", new { body = "It still does not drip." });

        Assert.NotNull(await World.Query(db => db.Reviews.Where(r => r.Id == review.Id).Select(r => r.IncentiveId).FirstAsync()));
    }

    [Theory]
    [InlineData("5 euros for five stars")]
    [InlineData("5 euros for a 5-star review")]
    [InlineData("A gift for your positive words")]
    [InlineData("A gift if you recommend us")]
    [InlineData("10 % for a good rating")]
    [InlineData("A mug for PRAISE")]
    [InlineData("A mug for ★★★★★")]
    [InlineData("A mug for every happy customer")]
    [InlineData("A mug, unless it is negative")]
    [InlineData("خصم مقابل خمس نجوم")]
    [InlineData("هدية مقابل تقييم إيجابي")]
    [InlineData("هدية إن كنت راضيًا")]
    [InlineData("كوب لمن يـمـدح الشيء")]
    [InlineData("كوب لمن يُوصِي به")]
    public async Task Nothing_is_offered_for_an_opinion(string offer)
    {
        using var alma = As(Alma);

        foreach (var fields in new[] { (Name: "Spring", Offer: offer), (Name: offer, Offer: "5 euros off") })
        {
            var answer = await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name = fields.Name, offer = fields.Offer });
            Assert.Equal(422, answer.Status);
            Assert.Contains("speaks of what the review is to say", answer.Text);
        }
        Assert.Equal(422, (await (await Robot.For(World, Alma)).Post("/incentives", new { name = "Spring", offer })).Status);
    }

    [Theory]
    [InlineData("5 euros off the next order")]
    [InlineData("One of ten kettles in a draw on 1 May")]
    [InlineData("خصم 5 يورو من الطلب التالي")]
    [InlineData("كوب مجاني لكل من يكتب")]
    public async Task What_asks_for_no_opinion_is_offered(string offer) => Assert.NotEmpty(await Offered(offer: offer));

    [Fact]
    public async Task An_offer_for_some_products_or_that_has_ended_labels_no_other_review()
    {
        var (kettle, mug, by) = (await Given.Product(), await Given.Product(), await Given.Member());
        var code = await Offered(products: kettle.Sku);

        Assert.Null((await As(by).Get($"{mug.Path}/review?offer={code}")).Find("input[name=offer]"));
        Assert.NotNull((await As(by).Get($"{kettle.Path}/review?offer={code}")).Find("input[name=offer]"));
        using (var alma = As(Alma))
        {
            var id = await World.Query(db => db.Set<Incentive>().Where(i => i.Code == code).Select(i => i.Id).FirstAsync());
            await (await Robot.For(World, Alma)).Post($"/incentives/{id}/end");
            Assert.Equal(422, (await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name = "Late", offer = "A mug", products = "NO-SUCH-SKU" })).Status);
        }
        Assert.Equal(404, (await Anyone().Get("/reviews/offers/nosuchcode")).Status);
    }

    [Fact]
    public async Task An_offer_that_is_ended_before_it_begins_never_begins()
    {
        using var alma = As(Alma);
        var (name, first) = ($"Summer {Given.Fresh()}", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20));
        await alma.Submit(await alma.Get("/admin/reviews/incentives"), "/admin/reviews/incentives", new { name, offer = "A mug", since = first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        var id = await World.Query(db => db.Set<Incentive>().Where(i => i.Name == name).Select(i => i.Id).FirstAsync());

        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/reviews/incentives"), $"/{id}/end")).Status);

        var ended = await World.Query(db => db.Set<Incentive>().AsNoTracking().FirstAsync(i => i.Id == id));
        Assert.False(ended.IsOpen(first));
        Assert.Contains("Nothing is offered now.", (await Anyone().Get($"/reviews/offers/{ended.Code}")).Text);
    }
}

public sealed class IncentiveTestsOnSqlite() : IncentiveTests(Engine.Sqlite);
public sealed class IncentiveTestsOnPostgres() : IncentiveTests(Engine.Postgres);
