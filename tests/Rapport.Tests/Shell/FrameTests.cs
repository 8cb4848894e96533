using Rapport.Tests.Worlds;

namespace Rapport.Tests.Shell;

/// What surrounds every page.
public sealed class FrameTests() : InWorld(Engine.Sqlite)
{
    [Fact]
    public async Task Styles_and_scripts_go_out_as_one_file_each_and_are_kept_for_good()
    {
        var page = await Anyone().Get("/design");
        var (style, script) = (page.Find("link[rel=stylesheet]")!.GetAttribute("href")!, page.Find("script[type=module]")!.GetAttribute("src")!);

        var answers = new[] { await Anyone().With("Accept-Encoding", "br").Get(style), await Anyone().With("Accept-Encoding", "br").Get(script) };

        Assert.Equal(["text/css", "text/javascript"], answers.Select(a => a.Type!.MediaType!));
        Assert.All(answers, answer => Assert.Equal(("br", "public, max-age=31536000, immutable"), (answer.Header("Content-Encoding"), answer.Header("Cache-Control"))));
        Assert.InRange(answers.Sum(a => a.Bytes.Length), 5_000, 20_000);
        Assert.Equal(404, (await Anyone().Get("/assets/0000.css")).Status);
    }

    [Fact]
    public async Task The_accent_of_the_brand_is_in_the_style()
    {
        await using var world = await World.Start(Engine.Sqlite, null, "--accent", "#0a5a6b");
        using var visitor = world.Visit();

        var style = await visitor.Get((await visitor.Get("/design")).Find("link[rel=stylesheet]")!.GetAttribute("href")!);

        Assert.EndsWith(":root { --accent: #0a5a6b; }\n", style.Body);
    }

    [Fact]
    public async Task An_accent_that_is_no_colour_stops_the_start()
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => World.Start(Engine.Sqlite, null, "--accent", "red; } body { display: none"));

        Assert.StartsWith("The accent must be a colour like #2746c4", problem.Message);
    }

    [Fact]
    public async Task A_page_that_is_not_there_offers_to_search()
    {
        var page = await Anyone().Get("/no-such-page");

        Assert.Equal((404, "There is nothing here"), (page.Status, page.Find("h1")!.TextContent));
        Assert.NotNull(page.Find("main form[action='/search']"));
        Assert.NotNull(page.Find("meta[name=robots][content=noindex]"));
    }

    [Fact]
    public async Task A_member_is_named_in_the_header_and_nobody_else_is()
    {
        var (anonymous, own) = (await Anyone().Get("/design"), await As(Ada).Get("/design"));

        Assert.NotNull(anonymous.Find(".site-nav a[href^='/sign-in']"));
        Assert.Contains("Ada", own.Find(".site-nav summary")!.TextContent);
        Assert.NotNull(own.Find(".site-nav form[action='/sign-out'] button"));
    }

    [Fact]
    public async Task Arabic_is_the_same_page_from_the_right()
    {
        var page = await Anyone().Get("/ar/design");

        Assert.Equal(("ar", "rtl"), (page.Html.DocumentElement.GetAttribute("lang"), page.Html.DocumentElement.GetAttribute("dir")));
        Assert.Equal("التصميم", page.Find("h1")!.TextContent);
        Assert.All(page.All("a[href^='/']").Where(a => a.GetAttribute("lang") != "en"), a => Assert.StartsWith("/ar", a.GetAttribute("href")));
    }

    [Fact]
    public async Task No_component_carries_a_style_or_a_script_of_its_own()
    {
        var page = await Anyone().Get("/design");

        Assert.Empty(page.All("[style], style, script:not([src]):not([type='application/ld+json']), [onclick]"));
    }
}
