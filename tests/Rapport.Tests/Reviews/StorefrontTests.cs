using System.Text.Json;
using Rapport.Catalog;

namespace Rapport.Tests.Reviews;

/// One page of a product is the one for search engines and carries its data: ours or the shop's, never both.
public abstract class StorefrontTests(Engine engine) : InWorld(engine)
{
    static JsonElement? Markup(Response page) => page.All("script[type='application/ld+json']").Select(s => (JsonElement?)JsonSerializer.Deserialize<JsonElement>(s.TextContent)).FirstOrDefault(d => d!.Value.GetProperty("@type").GetString() == "Product");

    static string Canonical(Response page) => page.Find("link[rel=canonical]")!.GetAttribute("href")!;

    static string Lines(Response page) => page.Find("#found textarea")!.TextContent;

    [Fact]
    public async Task Where_ours_is_the_one_it_carries_the_data_and_the_shops_lines_name_it()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle, stars: 4);
        await world.Settled();

        var page = await world.Visit().Get(kettle.Path);
        var desk = await world.Visit(world.Cast.Alma).Get($"/admin/embeds?product={kettle.Sku}");

        Assert.EndsWith(kettle.Path, Canonical(page));
        Assert.Equal("4", Markup(page)!.Value.GetProperty("aggregateRating").GetProperty("ratingValue").GetString());
        Assert.Equal(404, (await world.Visit().Get($"/embed/markup?product={kettle.Sku}")).Status);
        Assert.Contains($"rel=\"canonical\" href=\"", Lines(desk));
        Assert.Contains(kettle.Path, Lines(desk));
        Assert.DoesNotContain("data-markup", desk.Body);
        Assert.Contains(kettle.Path, (await world.Visit().Get("/sitemaps/products-0.xml")).Body);
    }

    [Fact]
    public async Task Where_the_shops_is_the_one_ours_names_it_and_its_lines_carry_the_data()
    {
        await using var world = await World.Start(Engine);
        var (kettle, unlinked) = (await world.Given.Product(), await world.Given.Product(like: l => l with { Link = null }));
        foreach (var product in new[] { kettle, unlinked }) await world.Given.Review(product, stars: 4);
        using var alma = world.Visit(world.Cast.Alma);
        using var anyone = world.Visit();
        await anyone.Get(kettle.Path);
        await alma.Submit(await alma.Get("/admin/embeds"), "/admin/embeds", new { canonical = "shop" });
        await world.Settled();

        var page = await anyone.Get(kettle.Path);
        var markup = await anyone.Get($"/embed/markup?product={kettle.Sku}");
        var desk = await alma.Get($"/admin/embeds?product={kettle.Sku}");

        Assert.Equal(("https://shop.example/kettle", null), (Canonical(page), Markup(page)));
        Assert.Empty(page.All("link[hreflang]"));
        Assert.Equal((200, "*", "application/ld+json"), (markup.Status, markup.Header("Access-Control-Allow-Origin"), markup.Type!.MediaType));
        Assert.Equal(("Product", "https://shop.example/kettle", "4", 1), (markup.Json.GetProperty("@type").GetString(), markup.Json.GetProperty("url").GetString(), markup.Json.GetProperty("aggregateRating").GetProperty("ratingValue").GetString(), markup.Json.GetProperty("aggregateRating").GetProperty("reviewCount").GetInt32()));
        Assert.Contains("data-markup", Lines(desk));
        Assert.DoesNotContain("rel=\"canonical\"", Lines(desk));
        Assert.DoesNotContain($"/products/{kettle.Id}/", (await anyone.Get("/sitemaps/products-0.xml")).Body);
        // What the shop has no page of stays ours, with its data, and once.
        Assert.EndsWith(unlinked.Path, Canonical(await anyone.Get(unlinked.Path)));
        Assert.NotNull(Markup(await anyone.Get(unlinked.Path)));
        Assert.Equal(404, (await anyone.Get($"/embed/markup?product={unlinked.Sku}")).Status);
    }

    [Fact]
    public async Task What_the_shop_no_longer_sells_is_ours_again()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        await world.Given.Review(kettle);
        await world.Visit(world.Cast.Alma).Post("/admin/embeds", new { canonical = "shop" });
        await world.Do(async services => { await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Shelf>(services).Retire([kettle.Id]); return true; });
        await world.Settled();

        var page = await world.Visit().Get(kettle.Path);

        Assert.EndsWith(kettle.Path, Canonical(page));
        Assert.NotNull(Markup(page));
        Assert.Equal(404, (await world.Visit().Get($"/embed/markup?product={kettle.Sku}")).Status);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("shopify")]
    [InlineData("woocommerce")]
    public async Task Each_kind_of_shop_gets_lines_for_every_part_and_sees_them_with_a_product(string platform)
    {
        var kettle = await Given.Product("Kettle \"of\" <oak>");
        await Given.Review(kettle);
        await Settled();

        var page = await As(Alma).Get($"/admin/embeds?platform={platform}&product={kettle.Sku}&language=ar");

        Assert.Equal(["script", "stars", "reviews", "questions", "basket", "order", "found"], page.All("#lines article").Select(a => a.Id));
        Assert.All(page.All("#lines article textarea"), t => Assert.True(t.TextContent.Trim().Length > 30));
        Assert.Equal(4, page.All("#lines iframe[height][title]").Count);
        foreach (var frame in page.All("#lines iframe, #lines img"))
        {
            Assert.StartsWith("/ar/embed/", frame.GetAttribute("src"));
            Assert.Equal(200, (await Anyone().Get(frame.GetAttribute("src")!)).Status);
        }
        Assert.Contains(platform switch { "shopify" => "{{ product.selected_or_first_available_variant.sku | url_encode }}", "woocommerce" => "add_action( 'woocommerce_after_single_product_summary'", _ => $"product={kettle.Sku}" }, page.Find("#reviews textarea")!.TextContent);
        Assert.All(["width=\"100%\"", "height=\"720\"", "/ar/embed/reviews?"], said => Assert.Contains(said, page.Find("#reviews textarea")!.TextContent));
        Assert.Contains("frame-src 'self'", page.Header("Content-Security-Policy"));
        Assert.Contains("No product has the number NONE", (await As(Alma).Get($"/admin/embeds?product=NONE")).Text);
        Assert.Equal(404, (await As(Mona).Get("/admin/embeds")).Status);
    }

    [Fact]
    public async Task The_script_for_the_shop_is_served_as_it_is_named_in_the_lines()
    {
        var script = await Anyone().Get("/js/embed.js");

        Assert.Equal((200, "text/javascript"), (script.Status, script.Type!.MediaType));
        Assert.DoesNotContain("cookie", script.Body);
        Assert.DoesNotContain("localStorage", script.Body);
    }

    [Fact]
    public async Task Programs_choose_the_same()
    {
        await using var world = await World.Start(Engine);
        using var robot = world.Visit().With("Authorization", $"Bearer {await world.Given.Token(world.Cast.Alma)}");

        var changed = await robot.Send(HttpMethod.Patch, "/api/v1/settings/storefront", System.Net.Http.Json.JsonContent.Create(new { shopIsCanonical = true, origins = new[] { "https://shop.example/de" } }));
        var refused = await robot.Send(HttpMethod.Patch, "/api/v1/settings/storefront", System.Net.Http.Json.JsonContent.Create(new { origins = new[] { "https://*" } }));

        Assert.Equal((200, 422), (changed.Status, refused.Status));
        Assert.Contains("https://shop.example\"", (await robot.Get("/api/v1/settings/storefront")).Body);
        Assert.NotNull((await world.Visit(world.Cast.Alma).Get("/admin/embeds")).Find("input[name=canonical][value=shop][checked]"));
    }
}

public sealed class StorefrontTestsOnSqlite() : StorefrontTests(Engine.Sqlite);
public sealed class StorefrontTestsOnPostgres() : StorefrontTests(Engine.Postgres);
