using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Tests.Reviews;

/// What a shop's pages show of ours: the same for everybody, and only in the shop.
public abstract class EmbedTests(Engine engine) : InWorld(engine)
{
    static string Of(string kind, params Product[] products) => $"/embed/{kind}?{string.Join('&', products.Select(p => $"product={Uri.EscapeDataString(p.Sku)}"))}";

    [Fact]
    public async Task Reviews_stand_in_a_frame_with_their_labels_and_without_header_session_or_index()
    {
        var kettle = await Given.Product($"Kettle {Given.Fresh()}");
        await Given.Review(kettle, stars: 2, body: "It drips.", like: s => s with { Rewarded = true, Cons = "The spout" });
        await Settled();

        var page = await Anyone().Get(Of("reviews", kettle));

        Assert.Equal((200, "2.0"), (page.Status, page.Find(".rating-mean b")!.TextContent));
        Assert.Contains("It drips.", page.Text);
        Assert.Contains("Rewarded", page.Find(".evidence")!.TextContent);
        Assert.Equal((null, null, null), (page.Find("header"), page.Find("form"), page.Header("Set-Cookie")));
        Assert.NotNull(page.Find("meta[name=robots][content=noindex]"));
        Assert.Empty(page.All("script[type='application/ld+json']"));
        Assert.Equal("_blank", page.Find("base")!.GetAttribute("target"));
        Assert.Equal($"{kettle.Path}/review", page.Find(".section-head a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_not_recognised()
    {
        var kettle = await Given.Product();
        // By nobody whose other reviews are counted beside it while they are written.
        await Given.Review(kettle);
        await Settled();

        foreach (var path in new[] { Of("reviews", kettle), Of("questions", kettle), Of("stars", kettle), Of("basket", kettle) })
            Assert.Equal((await Anyone().Get(path)).Body, (await As(Alma).Get(path)).Body);
    }

    [Fact]
    public async Task What_is_shown_changes_with_the_reviews_of_the_product_and_of_its_variants()
    {
        var (oak, ash) = (await Given.Product(like: l => l with { Family = $"F{l.Sku}" }), (Product?)null);
        var family = await World.Query(db => db.Set<Rapport.Catalog.Families.Family>().Where(f => f.Id == oak.FamilyId).Select(f => f.Code).FirstAsync());
        ash = await Given.Product(like: l => l with { Family = family });
        async Task<string[]> Seen() => [(await Anyone().Get(Of("reviews", oak))).Find(".rating-mean b")?.TextContent ?? "none", (await Anyone().Get(Of("stars", oak))).Json.GetProperty(oak.Sku).GetProperty("words").GetString()!, (await Anyone().Get(Of("basket", oak))).Text];

        var before = await Seen();
        await Given.Review(ash, stars: 4);
        await Settled();
        var after = await Seen();

        Assert.Equal(("none", "No reviews yet"), (before[0], before[1]));
        Assert.Contains("No reviews yet", before[2]);
        Assert.Equal(("4.0", "4 of 5 stars, 1 review"), (after[0], after[1]));
        Assert.Contains("4.0 · 1 review", after[2]);
    }

    [Fact]
    public async Task Questions_stand_with_the_answers_that_were_accepted()
    {
        var kettle = await Given.Product();
        var question = await Given.Topic(Ada, title: "Does it hum?", body: "At night?", product: kettle.Id);
        await Given.Accepted(await Given.Said(question, Ben, "Only while it is **empty**."), Ada);
        await Given.Topic(Cleo, title: "Where is the lid?", product: kettle.Id);
        await Settled();

        var page = await Anyone().Get(Of("questions", kettle));

        Assert.Equal(["Does it hum?", "Where is the lid?"], page.All("h2").Select(h => h.TextContent.Trim()));
        Assert.Equal("Only while it is empty.", page.Find(".prose")!.TextContent.Trim());
        Assert.Contains("No answer yet", page.Text);
        Assert.Equal($"/ask?product={kettle.Id}", page.Find(".section-head a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Stars_of_several_are_told_at_once_by_any_key_the_shop_has()
    {
        var (plain, coded) = (await Given.Product(), await Given.Product(like: l => l with { Gtin = "4012345678901" }));
        var (family, rated) = ($"F{Given.Fresh()}", (Product?)null);
        rated = await Given.Product(like: l => l with { Family = family });
        foreach (var stars in new[] { 5, 4, 4 }) await Given.Review(rated, stars: stars);
        await Settled();

        var told = await Anyone().Get($"/embed/stars?product={plain.Sku}&product=4012345678901&product={family}&product=UNKNOWN&product={plain.Sku}");

        Assert.Equal("*", told.Header("Access-Control-Allow-Origin"));
        Assert.Contains("max-age", told.Header("Cache-Control"));
        Assert.Equal([plain.Sku, "4012345678901", family, "UNKNOWN"], told.Json.EnumerateObject().Select(p => p.Name));
        var one = told.Json.GetProperty(family);
        Assert.Equal((4.33, 3, "4.3 of 5 stars, 3 reviews"), (one.GetProperty("rating").GetDouble(), one.GetProperty("reviews").GetInt32(), one.GetProperty("words").GetString()));
        Assert.Equal(JsonValueKind.Null, told.Json.GetProperty(plain.Sku).GetProperty("rating").ValueKind);
        Assert.Equal(JsonValueKind.Null, told.Json.GetProperty("UNKNOWN").GetProperty("url").ValueKind);
        Assert.EndsWith($"{coded.Path}#reviews", told.Json.GetProperty("4012345678901").GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_picture_of_stars_has_one_size_and_is_filled_as_far_as_the_mean_is()
    {
        var (silent, rated) = (await Given.Product(), await Given.Product());
        foreach (var stars in new[] { 5, 4 }) await Given.Review(rated, stars: stars);
        await Settled();
        async Task<XElement> Picture(string path, Product of) => XDocument.Parse((await Anyone().Get($"{path}?product={of.Sku}")).Body).Root!;
        static XName Svg(string name) => (XNamespace)"http://www.w3.org/2000/svg" + name;

        var (none, some, arabic) = (await Picture("/embed/stars.svg", silent), await Picture("/embed/stars.svg", rated), await Picture("/ar/embed/stars.svg", rated));

        Assert.All([none, some, arabic], p => Assert.Equal(("136", "20"), (p.Attribute("width")!.Value, p.Attribute("height")!.Value)));
        Assert.Equal(("No reviews yet", 0), (none.Element(Svg("title"))!.Value, none.Descendants(Svg("path")).Count()));
        Assert.Equal(("4.5 of 5 stars, 2 reviews", "72", "4.5 (2)"), (some.Element(Svg("title"))!.Value, some.Descendants(Svg("rect")).Single().Attribute("width")!.Value, some.Element(Svg("text"))!.Value));
        Assert.Equal("8", arabic.Descendants(Svg("rect")).Single().Attribute("x")!.Value);
        Assert.Matches(@"\p{IsArabic}", arabic.Element(Svg("title"))!.Value);
        Assert.StartsWith("image/svg+xml", (await Anyone().Get($"/embed/stars.svg?product={rated.Sku}")).Type!.ToString());
    }

    [Fact]
    public async Task The_address_says_which_language_and_colours_a_frame_has()
    {
        var kettle = await Given.Product();
        await Given.Review(kettle);

        var (english, arabic) = (await Anyone().Get(Of("reviews", kettle)), await Anyone().Get("/ar" + Of("reviews", kettle) + "&theme=dark"));

        Assert.Equal(("en", "ltr", "light"), (english.Html.DocumentElement.GetAttribute("lang"), english.Html.DocumentElement.GetAttribute("dir"), english.Html.DocumentElement.GetAttribute("data-theme")));
        Assert.Equal(("ar", "rtl", "dark"), (arabic.Html.DocumentElement.GetAttribute("lang"), arabic.Html.DocumentElement.GetAttribute("dir"), arabic.Html.DocumentElement.GetAttribute("data-theme")));
        Assert.Null((await Anyone().Get(Of("reviews", kettle) + "&theme=auto")).Html.DocumentElement.GetAttribute("data-theme"));
    }

    [Fact]
    public async Task What_is_not_known_here_leaves_an_empty_frame_and_its_key_is_nowhere()
    {
        foreach (var kind in new[] { "reviews", "questions", "basket", "order" })
        {
            var page = await Anyone().Get($"/embed/{kind}?product={Uri.EscapeDataString("\"><script>alert(1)</script>")}");
            Assert.Equal(200, page.Status);
            Assert.DoesNotContain("alert(1)", page.Body);
            Assert.Empty(page.All(".review, li, .section-head"));
        }
        Assert.Equal((404, 404), ((await Anyone().Get("/embed/to?product=UNKNOWN")).Status, (await Anyone().Get("/embed/markup?product=UNKNOWN")).Status));
    }

    [Fact]
    public async Task Hostile_names_and_words_stay_words()
    {
        var kettle = await Given.Product("<img src=x onerror=alert(1)> & kettle");
        await Given.Review(kettle, body: "<script>alert(2)</script> <iframe src=//evil.example></iframe> fine");
        await Settled();

        foreach (var path in new[] { Of("reviews", kettle), Of("basket", kettle), Of("order", kettle) })
        {
            var page = await Anyone().Get(path);
            Assert.Empty(page.All("[onerror], iframe, script:not([src])"));
        }
        Assert.Contains("<img src=x onerror=alert(1)>", (await Anyone().Get(Of("basket", kettle))).Text);
    }

    [Fact]
    public async Task A_basket_and_an_order_ask_the_same_few_queries_however_much_is_in_them()
    {
        var products = new List<Product>();
        for (var n = 0; n < 5; n++) products.Add(await Given.Product());
        foreach (var product in products.Take(3)) await Given.Review(product);
        await Settled();
        // Each is asked once, since it is kept; what others do meanwhile may make a part of one anew.
        async Task<List<Response>> Orders(IEnumerable<Product[]> some) { var pages = new List<Response>(); foreach (var order in some) pages.Add(await Anyone().Get(Of("order", order))); return pages; }

        var one = (await Orders(products.Take(3).Select(p => new[] { p }))).Min(page => page.Queries!.Value);
        var orders = await Orders(Enumerable.Range(0, 3).Select(n => products.Skip(n).Concat(products.Take(n)).ToArray()));
        var all = orders[0];

        Assert.Equal(5, all.All(".embed-things > li").Count);
        Assert.Equal(one, orders.Min(page => page.Queries!.Value));
        Assert.InRange(one, 1, 8);
        Assert.Equal([$"/ask?product={products[1].Id}", $"{products[1].Path}/review"], all.All(".embed-things > li")[1].QuerySelectorAll("p + p a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Whoever_asks_for_hundreds_of_products_is_told_of_the_first_hundred_and_for_thousands_of_none()
    {
        var kettle = await Given.Product();
        await Given.Review(kettle);
        await Settled();
        string Asking(int products) => "/embed/stars?" + string.Join('&', Enumerable.Range(1, products - 1).Select(n => $"product=K{n}").Prepend($"product={kettle.Sku}"));

        var (one, hundreds, thousands) = (await Anyone().Get(Asking(1)), await Anyone().Get(Asking(500)), await Anyone().Get(Asking(5_000)));

        Assert.Equal((1, 100), (one.Json.EnumerateObject().Count(), hundreds.Json.EnumerateObject().Count()));
        Assert.Equal(1, hundreds.Json.GetProperty(kettle.Sku).GetProperty("reviews").GetInt32());
        Assert.Equal(414, thousands.Status);
    }

    [Fact]
    public async Task Only_the_origins_that_were_named_may_frame_and_only_what_is_made_for_it()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle);
        using var alma = world.Visit(world.Cast.Alma);
        using var anyone = world.Visit();
        static string Framers(Response page) => page.Header("Content-Security-Policy")!.Split(';').Single(d => d.Contains("frame-ancestors")).Trim();

        var before = await anyone.Get(Of("reviews", kettle));
        var saved = await alma.Submit(await alma.Get("/admin/embeds"), "/admin/embeds", new { origins = "shop.example/de/\nhttps://www.shop.example:8443\nhttps://bücher.example" });
        var after = new[] { await anyone.Get(Of("reviews", kettle)), await anyone.Get(Of("reviews", kettle)), await anyone.Get(Of("basket", kettle)) };

        Assert.Equal((303, "frame-ancestors 'self'"), (saved.Status, Framers(before)));
        // The second comes from what was kept.
        Assert.All(after, page => Assert.Equal("frame-ancestors 'self' https://shop.example https://www.shop.example:8443 https://xn--bcher-kva.example", Framers(page)));
        foreach (var path in new[] { kettle.Path, "/", $"{kettle.Path}/review", "/sign-in", "/admin/embeds" }) Assert.Equal("frame-ancestors 'none'", Framers(await alma.Get(path)));
        var known = await anyone.With("If-None-Match", after[0].Header("ETag")!).Get(Of("reviews", kettle));
        Assert.Equal((304, Framers(after[0])), (known.Status, Framers(known)));
    }

    [Fact]
    public async Task What_an_archive_brings_as_an_origin_and_is_none_stands_in_no_header()
    {
        await using var world = await World.Start(Engine);
        await world.Do(async services =>
        {
            await services.GetRequiredService<SiteSettings>().Change(services.GetRequiredService<Db>(), new StorefrontSettings { Origins = ["*", "https://shop.example; script-src *", "https://evil.example\nX: y", "https://shop.example"] });
            return true;
        });

        Assert.EndsWith("frame-ancestors 'self' https://shop.example", (await world.Visit().Get("/embed/reviews?product=A")).Header("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://*.example")]
    [InlineData("https://shop.example; script-src *")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://ada:secret@shop.example")]
    [InlineData("'unsafe-inline'")]
    public async Task What_is_no_address_of_a_shop_is_refused_and_comes_back(string origin)
    {
        var page = await As(Alma).Submit(await As(Alma).Get("/admin/embeds"), "/admin/embeds", new { origins = origin });

        Assert.Equal(422, page.Status);
        Assert.Contains("is not the address of a shop", page.Text);
        Assert.Contains(origin, page.Find("textarea[name=origins]")!.TextContent);
    }
}

public sealed class EmbedTestsOnSqlite() : EmbedTests(Engine.Sqlite);
public sealed class EmbedTestsOnPostgres() : EmbedTests(Engine.Postgres);
