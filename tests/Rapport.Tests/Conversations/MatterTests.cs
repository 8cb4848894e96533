using Rapport.Conversations;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

/// The brand itself, its service, advertisements and prices are talked about like everything else, and as well protected.
public abstract class MatterTests(Engine engine) : InWorld(engine)
{
    static string Title => $"Your summer posters say nothing to me {Given.Fresh()}";

    async Task<Response> Asked(Visitor by, object words) => await by.Submit(await by.Get("/ask"), "/ask", words);

    [Fact]
    public async Task Criticism_of_the_brand_is_published_at_once_and_stands_among_what_is_said_about_it()
    {
        var (space, title) = (await Given.Space(), Title);

        var sent = await Asked(As(Ada), new { kind = "discussion", title, body = "It is all about you.", space = space.Id, matter = "brand" });
        var page = await Anyone().Get(sent.Location!);
        var list = await Anyone().Get("/about/brand");

        Assert.Equal((303, 200), (sent.Status, page.Status));
        Assert.Equal("About the brand", page.Find("a[href='/about/brand'] .label")!.TextContent);
        Assert.Contains(title, list.Text);
        Assert.DoesNotContain(title, (await Anyone().Get("/about/service")).Text);
        Assert.Contains(title, (await Anyone().Get("/about/brand/feed")).Body);
        Assert.Contains("1 topic", (await Anyone().Get("/about")).Text.Replace("topics", "1 topic"));
    }

    [Fact]
    public async Task A_price_is_talked_about_from_the_page_of_its_product()
    {
        var product = await Given.Product();
        var shown = await Anyone().Get(product.Path);

        var form = await As(Ada).Get(shown.All("a").Single(a => a.TextContent == "Talk about this price").GetAttribute("href")!);

        Assert.Equal("price", form.Find("select[name=matter] option[selected]")!.GetAttribute("value"));
        Assert.Equal("discussion", form.Find("input[name=kind][checked]")!.GetAttribute("value"));
        Assert.Equal(product.Name, form.Find("input[name=product]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_advertisement_meant_stands_below_the_words()
    {
        var space = await Given.Space();
        var sent = await Asked(As(Ada), new { kind = "discussion", title = Title, body = "It does not speak to me.", space = space.Id, matter = "advertisement", advertisement = "The poster with the heron" });

        Assert.Contains("Advertisement: The poster with the heron", (await Anyone().Get(sent.Location!)).Find(".post-opening .prose")!.TextContent);
        var empty = await As(Ada).Post("/ask", new { kind = "discussion", title = Title, body = " ", space = space.Id, matter = "advertisement", advertisement = "The poster", from = "/ask" });
        Assert.Equal((422, "The poster"), (empty.Status, empty.Find("input[name=advertisement]")!.GetAttribute("value")));
    }

    [Theory]
    [InlineData("discussion", "weather")]
    [InlineData("discussion", "7")]
    [InlineData("story", "price")]
    public async Task What_is_none_of_the_four_or_no_conversation_is_refused(string kind, string matter)
    {
        var page = await As(Ada).Post("/ask", new { kind, title = Title, body = "Words", space = (await Given.Space()).Id, matter, from = "/ask" });

        Assert.Equal(422, page.Status);
        Assert.NotNull(page.Find("#matter-error, .error-summary"));
        Assert.Equal(404, (await Anyone().Get("/about/weather")).Status);
        Assert.Equal(404, (await Anyone().Get("/about/weather/feed")).Status);
    }

    [Fact]
    public async Task A_place_one_may_not_see_tells_nothing_about_the_brand()
    {
        var title = Title;
        await Given.Topic(Ada, TopicKind.Discussion, title: title, space: await Given.Space(null, Ada), matter: Matter.Service);

        Assert.DoesNotContain(title, (await As(Ben).Get("/about/service")).Text);
        Assert.DoesNotContain(title, (await Anyone().Get("/about/service/feed")).Body);
        Assert.Contains(title, (await As(Ada).Get("/about/service")).Text);
    }

    [Fact]
    public async Task Its_author_says_what_it_is_about_and_a_moderator_with_a_reason()
    {
        var (topic, title) = (await Given.Topic(Ada, TopicKind.Discussion, title: Title), "");
        title = topic.Title;
        var ada = As(Ada);

        await ada.Submit(await ada.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { matter = "service" });
        Assert.Contains(title, (await Anyone().Get("/about/service")).Text);

        var mona = As(Mona);
        Assert.Equal(422, (await mona.Submit(await mona.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { matter = "" })).Status);
        await mona.Submit(await mona.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { matter = "price", reason = "It is about what it costs" });
        Assert.DoesNotContain(title, (await Anyone().Get("/about/service")).Text);
        Assert.Contains(title, (await Anyone().Get("/about/price")).Text);
        Assert.Contains("It is about what it costs", (await As(Alma).Get("/admin/audit?act=topic.sorted")).Text);
        Assert.Equal(404, (await As(Ben).Get($"/posts/{topic.Id}/edit")).Status);
    }

    [Fact]
    public async Task Programs_say_and_ask_what_it_is_about()
    {
        var space = await Given.Space();
        var ada = await Robot.For(World, Ada);
        long[] Ids(Response list) => [.. list.Json.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetInt64())];

        var made = await ada.Post("/topics", new { space = space.Id, title = Title, body = "Too dear", kind = "discussion", matter = "price" });
        var id = made.Json.GetProperty("id").GetInt64();

        Assert.Equal((201, "price"), (made.Status, made.Json.GetProperty("matter").GetString()));
        Assert.Equal([id], Ids(await ada.Get($"/topics?matter=price&space={space.Id}")));
        Assert.Equal(422, (await ada.Get("/topics?matter=weather")).Status);
        Assert.Equal(200, (await ada.Patch($"/topics/{id}", new { matter = "none" }, ("If-Match", made.Header("ETag")!))).Status);
        Assert.Empty(Ids(await ada.Get($"/topics?matter=price&space={space.Id}")));
    }

    [Fact]
    public async Task The_page_about_the_brand_says_under_which_protection()
    {
        var page = await Anyone().Get("/about");

        Assert.Contains("Nothing is removed because it criticises", page.Find("#protection")!.TextContent);
        Assert.NotNull(page.Find("a[href='/reviews/how']"));
        Assert.Equal(8, page.All("#protection + ul li").Count);
        Assert.NotNull(page.Find("footer a[href='/about']"));
    }

    [Fact]
    public async Task Where_nobody_said_anything_the_page_invites()
    {
        await using var world = await World.Start(Engine);

        var page = await world.Visit().Get("/about/advertisement");

        Assert.Contains("Nobody has said anything yet", page.Text);
        Assert.Equal("/ask?kind=discussion&matter=advertisement", page.Find(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Older_ones_are_on_the_next_page()
    {
        await using var world = await World.Start(Engine);
        var space = await world.Given.Space();
        for (var n = 0; n < 26; n++) await world.Given.Topic(world.Cast.Ada, TopicKind.Discussion, space: space, matter: Matter.Brand);

        var first = await world.Visit().Get("/about/brand");
        var next = await world.Visit().Get(first.Find("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((25, 1), (first.All(".topic-row").Count, next.All(".topic-row").Count));
    }
}

public sealed class MatterTestsOnSqlite() : MatterTests(Engine.Sqlite);
public sealed class MatterTestsOnPostgres() : MatterTests(Engine.Postgres);
