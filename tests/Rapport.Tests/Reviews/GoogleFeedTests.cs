using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Asking;
using Rapport.Reviews.Feeds;

namespace Rapport.Tests.Reviews;

/// What Google's Merchant Center is told: all of it, and nothing else.
public abstract class GoogleFeedTests(Engine engine) : InWorld(engine)
{
    const string Feed = "/feeds/google-reviews.xml";

    static XElement? Find(Response feed, Review review) => XDocument.Parse(feed.Body).Descendants("review").SingleOrDefault(r => r.Element("review_id")!.Value == $"{review.Id}");

    [Fact]
    public async Task A_review_is_told_with_its_writer_its_evidence_and_its_product()
    {
        var (kettle, buyer) = (await Given.Product($"Kettle {Given.Fresh()}", l => l with { Gtin = "4006381333931", Mpn = "K-1", Brand = "Wrenholt" }), await Given.Account("Ines"));
        await Given.Order(buyer, kettle);
        await Settled();
        var review = await Given.Review(kettle, buyer, stars: 2, body: "It **drips**.\n\nEvery day.", like: s => s with { Title = "It drips", Pros = "Quick", Cons = "The spout\nThe lid", Rewarded = true });
        await Settled();

        var feed = await Anyone().Get(Feed);

        Assert.Equal((200, "application/xml"), (feed.Status, feed.Type!.MediaType));
        Assert.Empty(ProductReviewSchema.Faults(feed.Body));
        var told = Find(feed, review)!;
        string? Said(string path) => path.Split('/').Aggregate(told, (at, name) => at?.Element(name)!)?.Value;
        Assert.Equal([("reviewer/name", buyer.Name), ("reviewer/reviewer_id", $"{buyer.Id}"), ("is_verified_purchase", "true"), ("is_incentivized_review", "true"), ("title", "It drips"), ("content", "It drips.\n\nEvery day."), ("review_language", "en"),
            ("ratings/overall", "2"), ("products/product/product_ids/mpns/mpn", "K-1"), ("products/product/product_ids/skus/sku", kettle.Sku), ("products/product/product_ids/brands/brand", "Wrenholt"), ("products/product/product_name", kettle.Name),
            ("products/product/product_url", "https://shop.example/kettle"), ("collection_method", "unsolicited")],
            new[] { "reviewer/name", "reviewer/reviewer_id", "is_verified_purchase", "is_incentivized_review", "title", "content", "review_language", "ratings/overall", "products/product/product_ids/mpns/mpn", "products/product/product_ids/skus/sku",
                "products/product/product_ids/brands/brand", "products/product/product_name", "products/product/product_url", "collection_method" }.Select(p => (p, Said(p)!)));
        Assert.EndsWith("4006381333931", Said("products/product/product_ids/gtins/gtin"));
        Assert.Equal(["Quick"], told.Descendants("pro").Select(p => p.Value));
        Assert.Equal(["The spout", "The lid"], told.Descendants("con").Select(c => c.Value));
        Assert.EndsWith($"/topics/{review.Id}/it-drips", told.Element("review_url")!.Value);
        Assert.Equal("singleton", told.Element("review_url")!.Attribute("type")!.Value);
    }

    [Fact]
    public async Task Pictures_are_told_by_their_address_and_what_answers_our_asking_says_so()
    {
        var kettle = await Given.Product();
        var thanks = await As(Ada).Submit(await As(Ada).Get($"{kettle.Path}/review"), $"/products/{kettle.Id}/review", new { stars = 3, body = "It looks like this.", pictures = ("lid.png", NetVips.Image.Black(64, 48).PngsaveBuffer()) });
        var review = await World.Query(db => db.Reviews.AsNoTracking().SingleAsync(r => r.ProductId == kettle.Id));
        await World.Do(async services =>
        {
            var db = services.GetRequiredService<Db>();
            db.Add(new AskedReview(review.Id, db.NewId(), DateOnly.FromDateTime(DateTime.UtcNow)));
            await db.Save();
            return true;
        });
        await Settled();

        var feed = await Anyone().Get(Feed);

        Assert.Equal(303, thanks.Status);
        Assert.Empty(ProductReviewSchema.Faults(feed.Body));
        var told = Find(feed, review)!;
        Assert.Equal(("It looks like this.", "post_fulfillment"), (told.Element("content")!.Value, told.Element("collection_method")!.Value));
        Assert.Equal(200, (await Anyone().Get(new Uri(Assert.Single(told.Descendants("url")).Value).AbsolutePath)).Status);
    }

    [Fact]
    public async Task Every_published_review_is_in_it_whatever_its_stars_and_none_that_waits_is_hidden_or_by_the_brand()
    {
        await using var world = await World.Start(Engine);
        var (kettle, stranger) = (await world.Given.Product(), await world.Given.Newcomer());
        var all = new List<long>();
        for (var n = 0; n < ReviewEntries.Batch + 3; n++) all.Add((await world.Given.Review(kettle, stars: n % 5 + 1)).Id);
        await world.Given.Review(kettle, world.Cast.Emil, stars: 5);
        await world.Given.Review(kettle, stars: 5, like: s => s with { Relation = Relation.Relative });
        await world.Visit(stranger).Post($"/products/{kettle.Id}/review", new { stars = 5, body = "What a thing this is." });
        var hidden = await world.Given.Review(kettle, stars: 5);
        await world.Visit(world.Cast.Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        await world.Settled();

        var feed = XDocument.Parse((await world.Visit().Get(Feed)).Body);

        Assert.Equal(all, feed.Descendants("review_id").Select(i => long.Parse(i.Value)));
        Assert.Equal(["1", "2", "3", "4", "5"], feed.Descendants("overall").Select(o => o.Value).Distinct().Order());
        Assert.Contains($"{all.Count} reviews are in it.", (await world.Visit(world.Cast.Alma).Get("/admin/embeds")).Text);
    }

    [Fact]
    public async Task Hostile_words_and_names_stay_words_and_what_xml_cannot_carry_is_gone()
    {
        var kettle = await Given.Product("Ket\u0001tle <b>&\u0008 ]]>", l => l with { Brand = "A & \"B\"\u001f" });
        var review = await Given.Review(kettle, body: "</content><is_spam>true</is_spam> ]]> &amp; <script>alert(1)</script> \u202e \u0007done", like: s => s with { Title = "<title> & \u0002more" });
        await Settled();

        var feed = await Anyone().Get(Feed);

        Assert.Empty(ProductReviewSchema.Faults(feed.Body));
        var told = Find(feed, review)!;
        Assert.Equal("Kettle <b>& ]]>", told.Descendants("product_name").Single().Value);
        Assert.Equal("<title> & more", told.Element("title")!.Value);
        Assert.Null(told.Element("is_spam"));
        Assert.Contains("done", told.Element("content")!.Value);
        Assert.DoesNotContain(feed.Body, c => c < ' ' && c is not ('\n' or '\t' or '\r'));
    }

    [Fact]
    public async Task Who_left_is_anonymous_and_what_came_from_elsewhere_claims_nothing_of_ours()
    {
        var (kettle, leaver) = (await Given.Product(), await Given.Account("Lena"));
        var (left, imported) = (await Given.Review(kettle, leaver), await Given.Review(kettle));
        await World.Do(async services =>
        {
            var db = services.GetRequiredService<Db>();
            (await db.Reviews.FirstAsync(r => r.Id == imported.Id)).CameFrom("Elsewhere", verified: true, db.Clock.GetUtcNow());
            await db.Save();
            return true;
        });
        Assert.Equal("/left", (await As(leaver).Post("/settings/leave", new { choice = nameof(LeavingChoice.KeepWordsWithoutName), handle = leaver.Handle, currentPassword = Given.Password })).Location);
        await Settled();

        var feed = await Anyone().Get(Feed);

        var name = Find(feed, left)!.Element("reviewer")!.Element("name")!;
        Assert.Equal(("Anonymous", "true"), (name.Value, name.Attribute("is_anonymous")?.Value));
        Assert.Null(Find(feed, left)!.Element("reviewer")!.Element("reviewer_id"));
        Assert.All(["is_verified_purchase", "is_incentivized_review", "collection_method"], element => Assert.Null(Find(feed, imported)!.Element(element)));
        Assert.Empty(ProductReviewSchema.Faults(feed.Body));
    }

    [Fact]
    public async Task It_is_fetched_again_only_where_something_changed_and_knows_nobody()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle);
        await world.Settled();
        using var google = world.Visit();

        var first = await google.Get(Feed);
        var same = await google.With("If-None-Match", first.Header("ETag")!).Get(Feed);
        await world.Given.Review(kettle);
        await world.Settled();
        var after = await google.Get(Feed);
        var own = await world.Visit(world.Cast.Alma).Get(Feed);

        Assert.Equal((200, 304, 200), (first.Status, same.Status, after.Status));
        Assert.Equal("no-cache", first.Header("Cache-Control"));
        Assert.Equal(2, XDocument.Parse(after.Body).Descendants("review").Count());
        Assert.Equal((after.Body, null), (own.Body, own.Header("Set-Cookie")));
    }

    [Fact]
    public async Task A_batch_asks_the_same_few_queries_however_many_reviews_are_in_it()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        async Task<int> Asked()
        {
            await world.Settled();
            return await world.Do(async services =>
            {
                QueryCount.Begin();
                await services.GetRequiredService<GoogleFeed>().Write(Stream.Null, default);
                return QueryCount.Soon;
            });
        }
        await world.Given.Review(kettle);
        var one = await Asked();
        for (var n = 0; n < 6; n++) await world.Given.Review(kettle, like: s => s with { Pros = "Quick" });

        Assert.Equal(one, await Asked());
        Assert.InRange(one, 1, 4);
    }

    [Theory]
    [InlineData("<version>2.4", "<version>2.3")]
    [InlineData("type=\"singleton\"", "type=\"one\"")]
    [InlineData("<content>", "<content>x</content><content>")]
    [InlineData("<review_id>", "<review_id></review_id><review_id>")]
    public async Task A_feed_that_is_not_as_the_reference_says_is_found_out(string right, string wrong)
    {
        await Given.Review(await Given.Product());
        await Settled();
        var feed = (await Anyone().Get(Feed)).Body;

        Assert.NotEmpty(ProductReviewSchema.Faults(feed.Replace(right, wrong)));
    }
}

public sealed class GoogleFeedTestsOnSqlite() : GoogleFeedTests(Engine.Sqlite);
public sealed class GoogleFeedTestsOnPostgres() : GoogleFeedTests(Engine.Postgres);
