using System.Xml.Linq;

namespace Rapport.Tests.Found;

/// What search engines are told.
public abstract class SitemapTests(Engine engine) : IAsyncLifetime
{
    static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9", Html = "http://www.w3.org/1999/xhtml";

    World world = null!;
    Visitor crawler = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.Start(engine, null, "--address", "https://community.example.test");
        crawler = world.Visit();
    }

    public async ValueTask DisposeAsync()
    {
        crawler.Dispose();
        await world.DisposeAsync();
    }

    async Task<List<string>> Parts() => [.. XDocument.Parse((await crawler.Get("/sitemap.xml")).Body).Root!.Elements(Map + "sitemap").Select(s => s.Element(Map + "loc")!.Value)];

    static string PathOf(string address) => new Uri(address).AbsolutePath;

    [Fact]
    public async Task They_name_public_topics_in_every_language_and_no_others()
    {
        var open = await world.Given.Topic(by: world.Cast.Ada);
        var secret = await world.Given.Topic(by: world.Cast.Ada, space: await world.Given.Space(null, world.Cast.Ada));

        var parts = await Parts();
        var part = await crawler.Get(PathOf(Assert.Single(parts, p => p.Contains("/topics-", StringComparison.Ordinal))));
        var urls = XDocument.Parse(part.Body).Root!.Elements(Map + "url").ToList();

        Assert.All(parts, p => Assert.StartsWith("https://community.example.test/sitemaps/", p));
        Assert.Equal("application/xml", part.Type!.MediaType);
        Assert.Equal([open.Path, "/ar" + open.Path], urls.Select(u => PathOf(u.Element(Map + "loc")!.Value)));
        Assert.All(urls, url => Assert.Equal(["en", "ar"], url.Elements(Html + "link").Select(l => l.Attribute("hreflang")!.Value)));
        Assert.All(urls, url => Assert.NotNull(url.Element(Map + "lastmod")));
        Assert.DoesNotContain($"/topics/{secret.Id}/", part.Body);
        Assert.Equal("https://community.example.test/sitemap.xml", (await crawler.Get("/robots.txt")).Body.Split("Sitemap: ")[1].Trim());
    }

    [Fact]
    public async Task Every_address_leads_to_its_canonical_page_that_wants_to_be_found()
    {
        var product = await world.Given.Kettle();
        await world.Given.Topic(by: world.Cast.Ada, tags: ["kettles", "c#", "الشاي"], product: product);
        await world.Settled();
        var names = new HashSet<string>();
        foreach (var part in await Parts())
        {
            names.Add(part.Split('/')[^1].Split('-')[0]);
            foreach (var url in XDocument.Parse((await crawler.Get(PathOf(part))).Body).Root!.Elements(Map + "url").Select(u => u.Element(Map + "loc")!.Value))
            {
                var page = await crawler.Get(PathOf(url));
                Assert.True(page.Status == 200, $"{url}: {page.Status} {page.Location}");
                Assert.True(page.Find("meta[name=robots]") is null, $"{url} does not want to be found");
                Assert.Equal(Uri.UnescapeDataString(url), Uri.UnescapeDataString(page.Find("link[rel=canonical]")!.GetAttribute("href")!));
            }
        }
        Assert.Equal(["members", "products", "spaces", "tags", "topics", "writers"], names.Order());
    }

    [Fact]
    public async Task Who_knows_it_already_is_told_so_and_HEAD_says_what_GET_would()
    {
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        // What is still to be told of it would change a page between two looks.
        await world.Settled();
        foreach (var path in (string[])["/sitemap.xml", .. (await Parts()).Select(PathOf), "/topics/feed", $"/topics/{topic.Id}/feed", topic.Path])
        {
            using var visitor = world.Visit();
            var first = await visitor.Get(path);
            var head = await visitor.Send(HttpMethod.Head, path);
            var again = await visitor.With("If-None-Match", first.Header("ETag")!).Get(path);

            Assert.Equal((path, 200, 304, 0), (path, first.Status, again.Status, again.Bytes.Length));
            Assert.Equal((path, 200, 0, first.Header("ETag"), first.Type!.MediaType), (path, head.Status, head.Bytes.Length, head.Header("ETag"), head.Type?.MediaType));
        }
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_not_found()
    {
        foreach (var path in new[] { "/sitemaps/topics-999999.xml", "/sitemaps/nothing-0.xml", "/sitemaps/topics-99999999999999999.xml", "/sitemaps/topics-x.xml" })
            Assert.Equal((path, 404), (path, (await crawler.Get(path)).Status));
    }
}

public sealed class SitemapTestsOnSqlite() : SitemapTests(Engine.Sqlite);
public sealed class SitemapTestsOnPostgres() : SitemapTests(Engine.Postgres);
