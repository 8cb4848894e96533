using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Rapport.Catalog;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Story;

/// The page of a product in a shop on another origin, with the lines for reviews, in a real browser.
public sealed class ShopPageTests() : InBrowser(Engine.Sqlite)
{
    WebApplication shop = null!;
    string html = "";
    Product kettle = null!;

    async Task OpenShop(string? origins = null, string canonical = "here")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        shop = builder.Build();
        shop.Run(context => { context.Response.ContentType = "text/html; charset=utf-8"; return context.Response.WriteAsync(html); });
        await shop.StartAsync();
        kettle = await World.Given.Product();
        foreach (var stars in new[] { 5, 4, 3 }) await World.Given.Review(kettle, stars: stars);
        await World.Settled();
        using var alma = World.Visit(World.Cast.Alma);
        await alma.Post("/admin/embeds", new { canonical, origins = origins ?? shop.Urls.First() });
        var ours = World.Address.ToString().TrimEnd('/');
        html = $"""
            <!DOCTYPE html><html lang="en"><head><title>A shop</title></head><body>
            <h1>Kettle</h1> <a href="{ours}/embed/to?product={kettle.Sku}"><img src="{ours}/embed/stars.svg?product={kettle.Sku}" alt="Reviews" width="136" height="20" loading="lazy"></a>
            <div style="height: 1500px">What the shop says.</div>
            <iframe src="{ours}/embed/reviews?product={kettle.Sku}" title="Reviews" width="100%" height="720" loading="lazy" style="border:0"></iframe>
            <p id="below">Below.</p>
            <script async src="{ours}/js/embed.js" data-markup="{kettle.Sku}"></script>
            </body></html>
            """;
    }

    public override async ValueTask DisposeAsync()
    {
        if (shop is not null) await shop.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Stars_get_their_words_the_frame_its_height_and_nothing_moves_before_anybodys_eyes()
    {
        await OpenShop();
        var page = await Open(width: 800, height: 700);
        await page.AddInitScriptAsync("window.moved = 0; new PerformanceObserver(list => { for (const shift of list.getEntries()) window.moved += shift.value; }).observe({ type: 'layout-shift', buffered: true });");

        await page.GotoAsync(shop.Urls.First());

        await Assertions.Expect(page.Locator("img")).ToHaveAttributeAsync("alt", "4 of 5 stars, 3 reviews");
        await Assertions.Expect(page.FrameLocator("iframe").Locator(".review").First).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("iframe")).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("height: [0-9]+px"));
        await page.Locator("#below").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("3 of 3 published")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<double>("window.moved"));
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(0, await page.Locator("script[type='application/ld+json']").CountAsync());
    }

    [Fact]
    public async Task Without_scripts_everything_is_seen_too()
    {
        await OpenShop();
        var page = await Open(script: false);

        await page.GotoAsync(shop.Urls.First());
        await page.Locator("#below").ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(page.FrameLocator("iframe").Locator(".review").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 136);
    }

    [Fact]
    public async Task A_page_of_an_origin_that_nobody_named_shows_nothing()
    {
        await OpenShop(origins: "https://another.example");
        var page = await Open(height: 2_600);
        var refused = new TaskCompletionSource();
        page.Console += (_, said) => { if (said.Text.Contains("frame-ancestors")) refused.TrySetResult(); };

        await page.GotoAsync(shop.Urls.First());

        await refused.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, await page.FrameLocator("iframe").Locator(".review").CountAsync());
    }

    [Theory]
    [InlineData("", "basket", 72), InlineData("", "order", 96), InlineData("/ar", "basket", 72), InlineData("/ar", "order", 96)]
    public async Task Each_thing_takes_the_room_that_the_shop_leaves_for_it(string language, string kind, int each)
    {
        var (one, other) = (await World.Given.Product("A kettle with a name that is a good deal longer than a telephone is wide, and goes on"), await World.Given.Product());
        await World.Given.Review(one);
        await World.Settled();
        var page = await Open(width: 360, height: 2 * each);

        await page.GotoAsync($"{language}/embed/{kind}?product={one.Sku}&product={other.Sku}");

        Assert.Equal((2 * each, 360), (await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
    }

    [Fact]
    public async Task Where_the_shops_page_is_the_one_for_search_engines_the_script_puts_the_data_in()
    {
        await OpenShop(canonical: "shop");
        var page = await Open();

        await page.GotoAsync(shop.Urls.First());

        var data = page.Locator("script[type='application/ld+json']");
        await Assertions.Expect(data).ToHaveCountAsync(1);
        Assert.Contains("\"ratingValue\":\"4\"", await data.TextContentAsync());
    }
}
