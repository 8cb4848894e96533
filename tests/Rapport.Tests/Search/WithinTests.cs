namespace Rapport.Tests.Search;

/// What is found within one product.
public abstract class WithinTests(Engine engine) : InWorld(engine)
{
    static string[] Reviews(Response page) => [.. page.All(".review").Select(r => r.Id!)];
    static string[] Talk(Response page) => [.. page.All("#talk .topic-row-title").Select(h => h.TextContent.Trim())];

    [Fact]
    public async Task One_field_finds_what_reviews_and_questions_about_the_product_and_its_variants_say_with_the_words_marked()
    {
        var (word, family) = (MadeUp.Word(), $"family-{Given.Fresh()}");
        var (green, blue, other) = (await Given.Product("Kettle", l => l with { Family = family, Variant = "green" }), await Given.Product("Kettle", l => l with { Family = family, Variant = "blue" }), await Given.Product());
        var said = await Given.Review(green, stars: 2, body: $"The {word} drips.");
        var variant = await Given.Review(blue, stars: 5, body: "It pours well.", like: s => s with { Title = $"My {word}", Cons = "Short cord" });
        await Given.Review(green, body: "Of this I say nothing.");
        await Given.Review(other, body: $"The {word} of another thing.");
        await Given.Topic(Ada, title: $"How is the {word} cleaned?", product: blue.Id);
        await Given.Topic(Ada, title: $"A {word} of another thing");
        await Settled();

        var form = (await Anyone().Get(green.Path)).Find("form.within")!;
        var page = await Anyone().Get($"{form.GetAttribute("action")}?q={word}");

        Assert.Equal([said.Id, variant.Id], Reviews(page).Select(id => long.Parse(id[1..])).Order());
        Assert.Equal([$"How is the {word} cleaned?"], Talk(page));
        Assert.Equal([word, word, word], page.All("mark").Select(m => m.TextContent));
        Assert.NotNull(page.Find("meta[name=robots][content=noindex]"));
        // Good and bad sides are words of the review as well.
        Assert.Contains($"r{variant.Id}", Reviews(await Anyone().Get($"{green.Path}/search?q=cord")));
    }

    [Fact]
    public async Task Facets_narrow_the_reviews_that_were_found_and_what_they_do_not_find_can_be_dropped()
    {
        var (word, kettle) = (MadeUp.Word(), await Given.Product());
        var (low, high) = (await Given.Review(kettle, stars: 1, body: $"The {word} broke."), await Given.Review(kettle, stars: 5, body: $"A fine {word}."));
        await Given.Review(kettle, stars: 1, body: "It is ugly.");
        await Settled();
        var path = $"{kettle.Path}/search?q={word}";

        var one = await Anyone().Get((await Anyone().Get(path)).All(".facets a").First(a => a.TextContent.Contains("1 star")).GetAttribute("href")!);

        Assert.Equal([$"r{low.Id}"], Reviews(one));
        Assert.Contains("1 of 2 reviews", one.Text);
        Assert.Equal($"{path}&stars=1&stars=5", one.All(".facets a").First(a => a.TextContent.Contains("5 stars")).GetAttribute("href"));
        Assert.Equal([$"r{low.Id}", $"r{high.Id}"], Reviews(await Anyone().Get($"{path}&sort=critical")));
        var none = await Anyone().Get($"{path}&stars=1&evidence=bought");
        Assert.Equal($"{path}&stars=1", none.Find(".empty a")!.GetAttribute("href"));
        Assert.Equal("1", one.Find("form.search-big input[name=stars]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_found_leads_to_asking_about_the_product_with_the_words_kept()
    {
        var (word, kettle) = (MadeUp.Word(), await Given.Product());

        var page = await Anyone().Get($"{kettle.Path}/search?q={word}+%26+lid");

        Assert.Equal(200, page.Status);
        Assert.Contains("Nobody has written about this yet", page.Text);
        Assert.Equal($"/ask?title={word}%20%26%20lid&product={kettle.Id}", page.Find(".empty a.button")!.GetAttribute("href"));
        Assert.Equal(kettle.Path, (await Anyone().Get($"{kettle.Path}/search?q=")).Location);
        Assert.Equal($"{kettle.Path}/search?q={word}", (await Anyone().Get($"/products/{kettle.Id}/x/search?q={word}")).Location);
    }

    [Fact]
    public async Task What_is_hidden_or_not_for_the_visitor_is_not_found()
    {
        var (word, kettle, space) = (MadeUp.Word(), await Given.Product(), await Given.Space("members"));
        var hidden = await Given.Review(kettle, body: $"The {word} sells something.");
        await Given.Topic(Ada, title: $"For members alone: {word}", product: kettle.Id, space: space);
        await As(Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "It sells something." });
        await Settled();

        Assert.Contains("Nothing found", (await Anyone().Get($"{kettle.Path}/search?q={word}")).Text);
        Assert.Equal([$"For members alone: {word}"], Talk(await As(Ben).Get($"{kettle.Path}/search?q={word}")));
        Assert.Empty(Reviews(await As(Mona).Get($"{kettle.Path}/search?q={word}")));
    }

    [Fact]
    public async Task Many_hits_ask_no_more_of_the_database()
    {
        var (word, kettle) = (MadeUp.Word(), await Given.Product());
        await Given.Review(kettle, body: $"The {word} one.");
        await Given.Topic(Ada, title: $"Why the {word}?", product: kettle.Id);
        await Settled();
        var few = await Anyone().Anew().Cost($"{kettle.Path}/search?q={word}");
        for (var n = 0; n < 6; n++) await Given.Review(kettle, body: $"The {word} again, {n}.", like: s => s with { Pros = "Fast" });
        for (var n = 0; n < 4; n++) await Given.Topic(Ada, title: $"Why the {word}, {n}?", product: kettle.Id);
        await Settled();

        Assert.Equal(few, await Anyone().Anew().Cost($"{kettle.Path}/search?q={word}"));
    }
}

public sealed class WithinTestsOnSqlite() : WithinTests(Engine.Sqlite);
public sealed class WithinTestsOnPostgres() : WithinTests(Engine.Postgres);
