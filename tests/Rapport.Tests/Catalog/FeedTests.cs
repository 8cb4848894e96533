using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetVips;
using Rapport.Catalog;
using Rapport.Catalog.Feeds;

namespace Rapport.Tests.Catalog;

/// A shop of our own offers its list and its pictures on this machine, which the setting fetch:private allows.
public abstract class FeedTests(Engine engine)
{
    [Fact]
    public async Task A_feed_is_fetched_with_its_pictures_and_not_again_while_it_is_the_same()
    {
        var (asked, unchanged) = (0, 0);
        await using var shop = await Shop(context =>
        {
            asked++;
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch != "\"v1\"") return Results.Text($"id,title,link,price,image_link\nK1,Kettle,https://shop.example/k,9.90 EUR,{context.Request.Scheme}://{context.Request.Host}/kettle.png\n", "text/csv");
            unchanged++;
            return Results.StatusCode(304);
        });
        await using var world = await World.Start(engine, null, "--fetch:private", "true");
        using var alma = world.Visit(world.Cast.Alma);

        await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog/feeds", new { address = shop.Urls.First() + "/feed", every = "6h" });

        Product? product = null;
        await Waiting.Eventually(async () => (product = await world.Query(db => db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Sku == "K1")))?.Picture is not null, "the product and its picture");
        await world.Settled();
        var page = await world.Visit().Get(product!.Path);
        var picture = page.Find(".stage img")!;
        Assert.StartsWith("/files/", picture.GetAttribute("src"));
        Assert.Equal(("300", "200"), (picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Equal("image/webp", (await world.Visit().Get(picture.GetAttribute("src")!)).Type!.MediaType);
        Assert.EndsWith(picture.GetAttribute("src")!, page.Find("meta[property='og:image']")!.GetAttribute("content"));

        var feed = await world.Query(db => db.Set<FeedSource>().AsNoTracking().FirstAsync());
        await Waiting.Eventually(async () => (await world.Query(db => db.Set<FeedSource>().AsNoTracking().FirstAsync())).LastRunAt is not null, "the feed to be marked as read");
        await world.Act(db => db.Set<FeedSource>().ExecuteUpdateAsync(s => s.SetProperty(f => f.NextAt, f => f.LastRunAt)));
        await Waiting.Eventually(() => unchanged == 1, "the feed to be asked again");
        Assert.Equal((2, "127.0.0.1/feed"), (asked, feed.Name));
    }

    [Fact]
    public async Task A_feed_inside_our_network_is_not_fetched_and_the_page_says_so()
    {
        await using var shop = await Shop(_ => Results.Text("id,title,link\nX,X,https://shop.example/\n"));
        await using var world = await World.Start(engine, null, "--languages", "en,ar");
        using var alma = world.Visit(world.Cast.Alma);

        await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog/feeds", new { address = shop.Urls.First() + "/feed", every = "1h" });

        await Waiting.Eventually(async () => (await alma.Get("/admin/catalog")).Text.Contains("leads into a private network"), "the refusal to be shown");
        Assert.Contains("إلى شبكة خاصة لا يتصل بها", (await alma.Get("/ar/admin/catalog")).Find(".error bdi")!.TextContent);
        Assert.False(await world.Query(db => db.Products.AnyAsync()));
    }

    [Fact]
    public async Task A_list_larger_than_any_shop_is_not_fetched_to_its_end_and_the_page_says_so()
    {
        using var shop = new TcpListener(IPAddress.Loopback, 0);
        shop.Start();
        _ = Endless(shop, FetchFeed.Largest + 1);
        await using var world = await World.Start(engine, null, "--fetch:private", "true");
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/catalog");
        Assert.Contains("At most 512 MB, sent within 5 minutes.", page.Text);

        await alma.Submit(page, "/admin/catalog/feeds", new { address = $"http://{shop.LocalEndpoint}/feed", every = "1h" });

        await Waiting.Eventually(async () => (await alma.Get("/admin/catalog")).Text.Contains("is larger than 512 MB."), "the refusal to be shown");
    }

    /// Says how long its list is, and never comes to the end of it.
    static async Task Endless(TcpListener shop, long length)
    {
        using var client = await shop.AcceptTcpClientAsync();
        var (stream, asked) = (client.GetStream(), new byte[4096]);
        await stream.ReadAtLeastAsync(asked, 1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: {length}\r\n\r\nid,title"));
        // Until whoever asked hangs up.
        await stream.ReadAtLeastAsync(asked, 1, throwOnEndOfStream: false);
    }

    static async Task<WebApplication> Shop(Func<HttpContext, IResult> feed)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var shop = builder.Build();
        using var drawing = Image.Black(300, 200) + new double[] { 200, 90, 30 };
        var png = drawing.Cast(Enums.BandFormat.Uchar).PngsaveBuffer();
        shop.MapGet("/feed", (HttpContext context) => feed(context));
        shop.MapGet("/kettle.png", () => Results.Bytes(png, "image/png"));
        await shop.StartAsync();
        return shop;
    }
}

public sealed class FeedTestsOnSqlite() : FeedTests(Engine.Sqlite);

public sealed class FeedTestsOnPostgres() : FeedTests(Engine.Postgres);
