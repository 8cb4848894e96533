using System.Text.Json;

namespace Rapport.Tests.Reviews;

public abstract class RatingTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task The_stars_are_the_plain_mean_of_the_published_reviews_on_the_page_and_for_search_engines()
    {
        var kettle = await Given.Product();
        foreach (var stars in new[] { 5, 5, 4, 1, 2, 5 }) await Given.Review(kettle, stars: stars);

        var page = await Anyone().Get(kettle.Path);

        Assert.Equal("3.7", page.Find(".rating-mean b")!.TextContent);
        Assert.Contains("6 of 6 published", page.Text);
        Assert.Contains("3.7 · 6 reviews", page.Find(".product-says")!.TextContent);
        var said = Markup(page).GetProperty("aggregateRating");
        Assert.Equal(("3.67", 6), (said.GetProperty("ratingValue").GetString(), said.GetProperty("reviewCount").GetInt32()));
        Assert.Equal(["3", "1", "0", "1", "1"], page.All(".rating-spread a > span:last-child").Select(s => s.TextContent));
    }

    [Fact]
    public async Task What_is_hidden_or_waits_does_not_count_and_the_page_says_why_it_is_not_there()
    {
        var (kettle, stranger) = (await Given.Product(), await Given.Newcomer());
        await Given.Review(kettle, stars: 2);
        var hidden = await Given.Review(kettle, stars: 5);
        await As(stranger).Post($"/products/{kettle.Id}/review", new { stars = 5, body = "What a thing this is." });
        await As(Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        await Settled();

        var page = await Anyone().Get(kettle.Path);

        Assert.Equal("2.0", page.Find(".rating-mean b")!.TextContent);
        Assert.Contains("1 of 3 published", page.Text);
        Assert.Contains("1 waits for a moderator", page.Text);
        Assert.Contains("1 was hidden by a moderator", page.Text);
        Assert.Contains("Few reviews yet", page.Text);
    }

    [Fact]
    public async Task Nobody_is_told_a_rating_where_nobody_rated()
    {
        var kettle = await Given.Product();

        var page = await Anyone().Get(kettle.Path);

        Assert.Null(page.Find(".rating"));
        Assert.False(Markup(page).TryGetProperty("aggregateRating", out _));
        Assert.Contains("Nobody has reviewed it yet", page.Text);
    }

    [Fact]
    public async Task A_reader_chooses_the_order_and_the_stars_and_sees_only_what_buyers_say()
    {
        var (kettle, buyer) = (await Given.Product(), await Given.Account());
        await Given.Order(buyer, kettle);
        await Given.Review(kettle, stars: 5, body: "Praise of a friend.");
        await Given.Review(kettle, buyer, stars: 1, body: "The handle came off.");
        await Given.Review(kettle, stars: 3, body: "It is a kettle.");
        await Settled();
        string[] Said(Response page) => [.. page.All(".review .prose").Select(p => p.TextContent.Trim())];

        Assert.Equal(["It is a kettle.", "The handle came off.", "Praise of a friend."], Said(await Anyone().Get($"{kettle.Path}/reviews?sort=newest")));
        Assert.Equal("The handle came off.", Said(await Anyone().Get($"{kettle.Path}/reviews?sort=critical"))[0]);
        Assert.Equal(["Praise of a friend."], Said(await Anyone().Get($"{kettle.Path}/reviews?stars=5")));
        Assert.Equal(["The handle came off."], Said(await Anyone().Get($"{kettle.Path}/reviews?evidence=bought")));
        Assert.Equal(404, (await Anyone().Get($"{kettle.Path}/reviews?stars=9")).Status);
    }

    [Fact]
    public async Task Reviews_go_on_over_pages_without_one_twice()
    {
        var kettle = await Given.Product();
        for (var n = 0; n < 22; n++) await Given.Review(kettle, body: $"Review number {n}.");
        await Settled();

        var (first, second) = (await Anyone().Get($"{kettle.Path}/reviews"), await Anyone().Get($"{kettle.Path}/reviews?page=2"));

        Assert.Equal(22, first.All(".review").Concat(second.All(".review")).Select(r => r.Id).Distinct().Count());
        Assert.Equal(404, (await Anyone().Get($"{kettle.Path}/reviews?page=3")).Status);
        Assert.Contains("All 22 reviews", (await Anyone().Get(kettle.Path)).Text);
    }

    /// The product among the page's schema.org data; an empty object where it is not there.
    static JsonElement Markup(Response page) => page.All("script[type='application/ld+json']").Select(s => JsonSerializer.Deserialize<JsonElement>(s.TextContent)).First(d => d.GetProperty("@type").GetString() == "Product");
}

public sealed class RatingTestsOnSqlite() : RatingTests(Engine.Sqlite);
public sealed class RatingTestsOnPostgres() : RatingTests(Engine.Postgres);
