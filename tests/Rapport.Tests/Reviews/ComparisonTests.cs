using Rapport.Catalog;

namespace Rapport.Tests.Reviews;

/// Products beside each other, and what a member has.
public abstract class ComparisonTests(Engine engine) : InWorld(engine)
{
    static string At(params IEnumerable<Product> products) => "/compare?" + string.Join('&', products.Select(p => $"p={p.Id}"));

    [Fact]
    public async Task Products_stand_beside_each_other_with_price_stars_score_and_what_owners_say()
    {
        var (egret, heron) = (await Given.Product("Egret kettle"), await Given.Product("Heron kettle", l => l with { Price = new(8990, "EUR"), SalePrice = new(6990, "EUR") }));
        foreach (var stars in new[] { 5, 4 }) await Given.Review(egret, stars: stars, like: s => s with { Pros = "Quiet" });
        await Given.Review(heron, stars: 2);
        await Settled();

        var page = await Anyone().Get(At(egret, heron));

        Assert.Equal(["Egret kettle", "Heron kettle"], page.All(".compare thead b").Select(b => b.TextContent));
        var cells = page.All(".compare tbody").ToDictionary(b => (b.QuerySelector("th summary") ?? b.QuerySelector("th")!).TextContent, b => b.QuerySelectorAll("td").Select(d => string.Join(' ', d.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray());
        Assert.Equal(("€59.90", "€69.90 before €89.90"), (cells["Price"][0], cells["Price"][1]));
        Assert.Contains("4.5 · 2 reviews", cells["Stars"][0]);
        Assert.Contains("Few reviews yet", cells["Stars"][1]);
        Assert.Matches(@"^\d\.\d\d between \d\.\d\d and \d\.\d\d$", cells["Likely to settle at"][1]);
        Assert.Equal(("Quiet 2", "—"), (cells["Praised"][0], cells["Praised"][1]));
        Assert.Equal([$"/ask?product={egret.Id}&owners=true", $"/ask?product={heron.Id}&owners=true"], page.All(".compare td a[href^='/ask']").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task The_choice_stands_in_the_address_and_is_changed_by_links_and_a_plain_form()
    {
        var category = $"Kettles {Given.Fresh()}";
        Task<Product> Kettle(string name) => Given.Product(name, l => l with { Category = [category] });
        var (one, two, three) = (await Kettle("One"), await Kettle("Two"), await Kettle($"Three {Given.Fresh()}"));

        Assert.Equal($"/compare?p={one.Id}", (await Anyone().Get(one.Path)).All(".product-says").Last().GetAttribute("href"));
        var list = await Anyone().Get("/products/in/" + Rapport.Kernel.Content.Slug.Of(category));
        Assert.Equal(("/compare", "get"), (list.Find("form#compare")!.GetAttribute("action"), list.Find("form#compare")!.GetAttribute("method")));
        Assert.Equal([$"{three.Id}", $"{two.Id}", $"{one.Id}"], list.All("input[type=checkbox][name=p][form=compare]").Select(i => i.GetAttribute("value")));

        var page = await Anyone().Get(At(one));
        Assert.Equal([At(one, three), At(one, two)], page.All(".compare-offers a").Select(a => a.GetAttribute("href")));
        Assert.Equal([At(one, three)], (await Anyone().Get($"{At(one)}&q={three.Name}")).All(".compare-offers a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Nothing of that name", (await Anyone().Get($"{At(one)}&q=nowhere{Given.Fresh()}")).Text);
        Assert.Equal(["/compare?p=" + two.Id, "/compare?p=" + one.Id], (await Anyone().Get(At(one, two))).All(".compare thead a.small").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task At_most_four_are_compared_whatever_the_address_says_and_unknown_ones_are_left_out()
    {
        var five = new List<Product>();
        for (var n = 0; n < 5; n++) five.Add(await Given.Product($"Kettle {n}"));

        var page = await Anyone().Get(At(five) + "&p=1");

        Assert.Equal(4, page.All(".compare thead th").Count);
        Assert.Contains("Up to 4 stand beside each other", page.Text);
        Assert.Equal((200, 0), ((await Anyone().Get("/compare")).Status, (await Anyone().Get("/compare?p=1")).All(".compare").Count));
        Assert.Equal(await Anyone().Anew().Cost(At(five[..2])), await Anyone().Anew().Cost(At(five[1..4])));
    }

    [Fact]
    public async Task A_member_finds_what_they_bought_with_ways_to_ask_to_review_and_to_learn()
    {
        var (buyer, kettle, pan) = (await Given.Account(), await Given.Product("Egret kettle"), await Given.Product("Heron pan"));
        await Given.Order(buyer, kettle);
        await Given.Order(buyer, pan);
        var review = await Given.Review(kettle, buyer, stars: 4);
        var story = await Given.Topic(Ada, Rapport.Conversations.TopicKind.Story, title: "A year with the pan", product: pan.Id);
        await Settled();

        var page = await As(buyer).Get("/things");

        Assert.Equal(2, page.All(".thing").Count);
        var (mine, other) = (page.Find($"#t{kettle.Id}")!, page.Find($"#t{pan.Id}")!);
        Assert.NotNull(mine.QuerySelector($"a[href='/reviews/{review.Id}/edit']"));
        Assert.NotNull(other.QuerySelector($"a[href='{pan.Path}/review']"));
        Assert.NotNull(other.QuerySelector($"a[href='/ask?product={pan.Id}&owners=true']"));
        Assert.Equal(story.Path, other.QuerySelector("ul a")!.GetAttribute("href"));
        Assert.Contains("My things", (await As(buyer).Get("/")).Html.Body!.TextContent);
        Assert.Contains("We know of nothing that you bought", (await As(await Given.Member()).Get("/things")).Text);
        Assert.StartsWith("/sign-in", (await Anyone().Get("/things")).Location);
        Assert.Equal(404, (await As(buyer).Get("/things?page=2")).Status);
    }
}

public sealed class ComparisonTestsOnSqlite() : ComparisonTests(Engine.Sqlite);
public sealed class ComparisonTestsOnPostgres() : ComparisonTests(Engine.Postgres);
