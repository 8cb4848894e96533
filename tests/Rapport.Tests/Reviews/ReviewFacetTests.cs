using Rapport.Catalog;
using Rapport.Reviews;
using Rapport.Tests.Kernel;

namespace Rapport.Tests.Reviews;

public abstract class ReviewFacetTests(Engine engine) : InWorld(engine)
{
    static string[] Said(Response page) => [.. page.All(".review .prose").Select(p => p.TextContent.Trim()).Order()];
    static string Choice(Response page, string words) => page.All(".facets a").First(a => a.TextContent.Trim().StartsWith(words + " ", StringComparison.Ordinal)).GetAttribute("href")!;
    static string? Count(Response page, string words) => page.All(".facets a").FirstOrDefault(a => a.TextContent.Trim().StartsWith(words + " ", StringComparison.Ordinal))?.QuerySelector(".numbers")!.TextContent;

    /// A family of two with four reviews, no two alike.
    async Task<(Product Green, Product Blue, Aspect Use)> Kettles()
    {
        var family = $"family-{Given.Fresh()}";
        var green = await Given.Product("Kettle", l => l with { Family = family, Variant = "green", Category = ["Kitchen", family] });
        var blue = await Given.Product("Kettle", l => l with { Family = family, Variant = "blue", Category = ["Kitchen", family] });
        var use = await World.Query(async db =>
        {
            var aspect = new Aspect(db.NewId(), green.CategoryId, AspectKind.Context, "How often do you use it?", ["Daily", "Seldom"], 0);
            db.Add(aspect);
            await db.Save();
            return aspect;
        });
        var buyer = await Given.Account();
        await Given.Order(buyer, green);
        await Given.Review(green, buyer, stars: 1, body: "Bought and broken.", like: s => s with { Answers = new Dictionary<long, int> { [use.Id] = 0 } });
        await Given.Review(green, stars: 5, body: "A gift to try.", like: s => s with { Sampled = true, Answers = new Dictionary<long, int> { [use.Id] = 1 } });
        await Given.Review(blue, stars: 5, body: "A cousin praises it.", like: s => s with { Relation = Relation.Relative });
        var painter = await Given.Member();
        var form = await As(painter).Get($"{blue.Path}/review");
        await As(painter).Submit(form, "/review", new { stars = "4", body = "Look how blue.", picture = ("blue.png", FileWorld.Drawing(90, 60, ".png")) });
        await Settled();
        return (green, blue, use);
    }

    [Fact]
    public async Task Choices_widen_within_a_facet_and_narrow_between_them_and_each_says_what_it_would_leave()
    {
        var (green, blue, use) = await Kettles();
        var list = $"{green.Path}/reviews";

        var all = await Anyone().Get(list);
        Assert.Equal(4, Said(all).Length);
        Assert.Equal(("2", "1", "1"), (Count(all, "5 stars"), Count(all, "4 stars"), Count(all, "1 star")));
        Assert.Equal(("1", "1", "1", "1"), (Count(all, "Bought here"), Count(all, "Rewarded or given to try"), Count(all, "Works here or close to the brand"), Count(all, "With pictures")));
        Assert.Equal(("2", "2", "1", "1"), (Count(all, "blue"), Count(all, "green"), Count(all, "Daily"), Count(all, "Seldom")));
        Assert.Null(Count(all, "From elsewhere"));

        var five = await Anyone().Get(Choice(all, "5 stars"));
        Assert.Equal(["A cousin praises it.", "A gift to try."], Said(five));
        Assert.Contains("2 of 4 reviews", five.Text);
        // The stars are counted whatever is chosen of them; the rest as it would be left.
        Assert.Equal(("2", "1", "1", "1"), (Count(five, "5 stars"), Count(five, "1 star"), Count(five, "green"), Count(five, "Seldom")));
        Assert.Null(Count(five, "Daily"));

        var more = await Anyone().Get(Choice(five, "1 star"));
        Assert.Equal(["A cousin praises it.", "A gift to try.", "Bought and broken."], Said(more));
        Assert.Equal(["Bought and broken."], Said(await Anyone().Get(Choice(more, "Daily"))));
        Assert.Equal(["A gift to try.", "Bought and broken."], Said(await Anyone().Get($"{list}?context={use.Id}.0&context={use.Id}.1")));
        Assert.Equal(["A gift to try."], Said(await Anyone().Get($"{list}?context={use.Id}.0&context={use.Id}.1&stars=5")));
        Assert.Equal(["Look how blue."], Said(await Anyone().Get(Choice(all, "With pictures"))));
        Assert.Equal(["A cousin praises it.", "Look how blue."], Said(await Anyone().Get($"{list}?variant={blue.Id}")));
    }

    [Fact]
    public async Task What_is_chosen_stands_above_and_is_dropped_one_by_one_or_whole()
    {
        var (green, _, _) = await Kettles();
        var page = await Anyone().Get($"{green.Path}/reviews?sort=newest&stars=5&evidence=given");

        var chosen = page.All("[aria-label=Chosen] a");

        Assert.Equal(["5 stars remove", "Rewarded or given to try remove", "Remove all"], chosen.Select(a => string.Join(' ', a.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal($"{green.Path}/reviews?sort=newest&evidence=given", chosen[0].GetAttribute("href"));
        Assert.Equal($"{green.Path}/reviews?sort=newest", chosen[2].GetAttribute("href"));
        Assert.NotNull(page.Find("meta[name=robots][content=noindex]"));
        Assert.Equal("true", page.All(".rating-spread a")[0].GetAttribute("aria-current"));
        Assert.Null((await Anyone().Get($"{green.Path}/reviews")).Find("meta[name=robots]"));
    }

    [Fact]
    public async Task A_combination_that_finds_nothing_says_so_and_offers_to_drop_what_was_chosen_last()
    {
        var (green, _, _) = await Kettles();

        var page = await Anyone().Get($"{green.Path}/reviews?evidence=bought&stars=5&photos=true");

        Assert.Equal(200, page.Status);
        Assert.Contains("0 of 4 reviews", page.Text);
        Assert.Contains("No review is like that", page.Text);
        Assert.Equal($"{green.Path}/reviews?evidence=bought&stars=5", page.Find(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_mean_and_the_order_stay_what_they_are_whatever_is_chosen()
    {
        var kettle = await Given.Product();
        var (low, high) = (await Given.Review(kettle, stars: 1, body: "Low."), await Given.Review(kettle, stars: 5, body: "High."));
        await As(Ben).Post($"/posts/{low.Id}/vote", new { value = 1 });
        await Settled();

        var page = await Anyone().Get($"{kettle.Path}/reviews?stars=5&stars=1");

        Assert.Equal("3.0", page.Find(".rating-mean b")!.TextContent);
        Assert.Equal([$"r{low.Id}", $"r{high.Id}"], page.All(".review").Select(r => r.Id!));
        Assert.Equal("3.0", (await Anyone().Get($"{kettle.Path}/reviews?stars=5")).Find(".rating-mean b")!.TextContent);
    }

    [Fact]
    public async Task The_product_page_leads_to_each_choice()
    {
        var (green, blue, _) = await Kettles();

        var page = await Anyone().Get(blue.Path);

        Assert.Equal($"{blue.Path}/reviews?variant={green.Id}", Choice(page, "green"));
        Assert.Equal("details", page.Find(".facets")!.LocalName);
        Assert.Equal($"{blue.Path}/reviews?stars=5", page.All(".rating-spread a")[0].GetAttribute("href"));
    }

    [Theory]
    [InlineData("stars=9"), InlineData("stars=x"), InlineData("evidence=2"), InlineData("evidence=praise"), InlineData("variant=1"), InlineData("context=1.0"), InlineData("context=1"), InlineData("photos=no")]
    public async Task What_nobody_can_choose_is_not_found(string choice)
    {
        var kettle = await Given.Product();

        Assert.Equal(404, (await Anyone().Get($"{kettle.Path}/reviews?{choice}")).Status);
    }

    [Fact]
    public async Task What_is_hidden_is_counted_by_no_facet_and_what_was_kept_follows()
    {
        var (green, _, _) = await Kettles();
        var list = $"{green.Path}/reviews";
        Assert.Equal("2", Count(await As(Ben).Get(list), "5 stars"));

        var cousin = await World.Query(db => db.Reviews.Where(r => r.SharedId == green.FamilyId && r.Relation == Relation.Relative).Select(r => r.Id).FirstAsync());
        await As(Mona).Post($"/posts/{cousin}/remove", new { ground = "spam", reason = "This advertises something." });
        await Settled();

        foreach (var who in new[] { As(Ben), As(Mona), Anyone() }) Assert.Equal("1", Count(await who.Get(list), "5 stars"));
    }

    [Fact]
    public async Task Programs_choose_and_count_the_same()
    {
        var (green, blue, use) = await Kettles();
        var robot = await Robot.For(World, Ben);
        async Task<int> Many(string choices) => (await robot.Get($"/products/{green.Id}/reviews?{choices}")).Json.GetProperty("items").GetArrayLength();

        Assert.Equal((3, 2, 1, 2, 1, 0), (await Many("stars=5&stars=1"), await Many("evidence=bought&evidence=given"), await Many("photos=true"), await Many($"variant={blue.Id}"), await Many($"context={use.Id}.1"), await Many("stars=1&photos=true")));
        foreach (var bad in new[] { "evidence=praise", "context=1", "variant=-1" }) Assert.Equal(422, (await robot.Get($"/products/{green.Id}/reviews?{bad}")).Status);

        var counted = (await robot.Get($"/products/{green.Id}/review-facets?stars=5")).Json;
        Assert.Equal(2, counted.GetProperty("found").GetInt32());
        var facets = counted.GetProperty("facets").EnumerateArray().Select(f => $"{f.GetProperty("facet").GetString()}={f.GetProperty("value").GetString()} {f.GetProperty("name").GetString()} {f.GetProperty("count").GetInt32()}").ToList();
        Assert.Contains($"variant={blue.Id} blue 1", facets);
        Assert.Contains($"context={use.Id}.1 Seldom 1", facets);
        Assert.Contains("stars=1  1", facets);
    }

    [Fact]
    public async Task Many_reviews_and_many_choices_ask_no_more_of_the_database()
    {
        var (few, many) = (await Given.Product(), await Given.Product());
        await Given.Review(few);
        for (var n = 0; n < 12; n++) await Given.Review(many, stars: 1 + n % 5, like: s => s with { Sampled = n % 2 == 0 });
        await Settled();
        const string choices = "?stars=1&stars=2&stars=3&stars=4&stars=5&evidence=given";

        var plain = await As(Ben).Cost($"{few.Path}/reviews");
        var chosen = (await As(Ben).Get($"{many.Path}/reviews{choices}")).Queries;
        var again = await As(Ben).Cost($"{many.Path}/reviews{choices}");

        // Asked once, then kept for all readers: the rating, and the two counts.
        Assert.InRange(chosen!.Value - plain, 0, 3);
        Assert.Equal(plain, again);
    }
}

public sealed class ReviewFacetTestsOnSqlite() : ReviewFacetTests(Engine.Sqlite);
public sealed class ReviewFacetTestsOnPostgres() : ReviewFacetTests(Engine.Postgres);
