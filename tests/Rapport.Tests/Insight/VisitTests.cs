using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rapport.Insight.Searches;
using Rapport.Insight.Visits;
using Rapport.Members;

namespace Rapport.Tests.Insight;

public abstract class VisitTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// Somebody with a browser, as far as a server can see.
    static Visitor Browser(World world, Member? member = null) => world.Visit(member).With("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        .With("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").With("Accept-Language", "de,en;q=0.5").With("Sec-Fetch-Dest", "document");

    static Task Stored(World world) => world.Services.GetServices<IHostedService>().OfType<StoreCounts>().Single().Now();

    async Task<Dictionary<Fact, long>> Counted()
    {
        await Stored(world);
        return await world.Query(db => db.Set<DailyCount>().GroupBy(c => c.Fact).Select(g => new { g.Key, Sum = g.Sum(c => c.Number) }).ToDictionaryAsync(g => g.Key, g => g.Sum));
    }

    /// A page is counted once it is with whoever asked, and the node stores by itself too: it may be at it just now.
    async Task Counts(Dictionary<Fact, long> expected)
    {
        await Waiting.Eventually(async () => (await Counted()).Values.Sum() >= expected.Values.Sum(), "everything that was looked at to be counted");
        Assert.Equal(expected, await Counted());
    }

    [Fact]
    public async Task A_visit_counts_once_where_it_came_from_and_every_page_counts_kept_or_not()
    {
        using var visitor = Browser(world);
        await visitor.With("Referer", "https://www.google.com/").Get("/spaces");
        var kept = await visitor.With("Referer", world.Address + "spaces").Get("/topics");
        await visitor.Get("/topics");
        await visitor.With("If-None-Match", kept.Header("ETag")!).Get("/topics");

        await Counts(new() { [Fact.SearchEngine] = 1, [Fact.Pages] = 4 });
    }

    [Fact]
    public async Task Programs_parts_of_pages_what_is_fetched_ahead_and_what_is_not_there_are_no_visits()
    {
        foreach (var (header, value) in new[] { ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), ("User-Agent", "curl/8.5.0"), ("Accept-Language", "") })
        {
            using var program = Browser(world).With(header, value);
            Assert.Equal(200, (await program.Get("/spaces")).Status);
        }
        using var visitor = Browser(world);
        await visitor.Send(HttpMethod.Head, "/spaces");
        await visitor.Send(HttpMethod.Get, "/spaces", null, ("Sec-Purpose", "prefetch"));
        await visitor.Send(HttpMethod.Get, "/spaces", null, ("Accept", "*/*"));
        await visitor.Send(HttpMethod.Get, "/spaces", null, ("Sec-Fetch-Dest", "empty"));
        await visitor.Get("/nowhere");
        await visitor.Get("/favicon.ico");
        await visitor.Get("/sitemap.xml");

        await Counts(new() { [Fact.Robots] = 3 });
    }

    [Fact]
    public async Task Members_are_visitors_and_the_brands_own_people_are_not()
    {
        using var ada = Browser(world, world.Cast.Ada);
        using var emil = Browser(world, world.Cast.Emil);
        await ada.Get("/topics");
        await emil.Get("/topics");

        await Counts(new() { [Fact.Direct] = 1, [Fact.Pages] = 1 });
    }

    [Fact]
    public async Task Two_nodes_add_up_and_a_node_that_stops_stores_what_it_counted()
    {
        await using (var other = await world.Join())
        {
            using var there = Browser(other);
            await there.Get("/spaces");
            await Stored(other);
            await there.Get("/spaces");
        }
        using var here = Browser(world);
        await here.Get("/spaces");

        await Counts(new() { [Fact.Direct] = 3, [Fact.Pages] = 3 });
    }

    [Fact]
    public async Task Words_sought_in_vain_are_written_down_when_enough_people_sought_them_and_never_what_looks_personal()
    {
        async Task Search(string words, string address)
        {
            using var visitor = Browser(world).With("X-Forwarded-For", address);
            Assert.Equal(200, (await visitor.Get("/search?q=" + Uri.EscapeDataString(words))).Status);
            await Stored(world);
        }
        Task<string?> Words() => world.Query(db => db.Set<Unfound>().Select(u => u.Words).SingleOrDefaultAsync());

        await world.Settled();
        await Search("zeppelin hangar", "203.0.113.1");
        await Search("Zeppelin  hangar", "203.0.113.1");
        await Search("zeppelin hangar", "203.0.113.2");
        Assert.Null(await Words());
        Assert.DoesNotContain("zeppelin", await world.Query(db => db.Set<Unfound>().Select(u => u.Key + u.Marks).SingleAsync()));
        await Search("zeppelin hangar", "2001:db8:1:2::3");
        // The node stores by itself too, and may be at it just now.
        await Waiting.Eventually(async () => await Words() == "zeppelin hangar", "the third person's search is written down");
        foreach (var n in Enumerable.Range(10, 4))
        {
            await Search("nia.marker@example.com", $"203.0.113.{n}");
            await Search("order 4711 0815", $"203.0.113.{n}");
        }

        Assert.Equal("zeppelin hangar", await Words());
        // A search is counted once its page is with whoever asked.
        await Waiting.Eventually(async () => await Counted() is var counted && (counted[Fact.Searches], counted[Fact.Unfound]) == (12, 12), "each of the twelve searches to be counted once");
        Assert.Contains("zeppelin hangar", (await world.Visit(world.Cast.Emil).Get("/admin/baseline")).Html.Body!.TextContent);
    }

    [Fact]
    public async Task Counts_go_when_their_time_is_over()
    {
        await world.Act(async db =>
        {
            var today = DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime);
            db.AddRange(new DailyCount { Day = today.AddDays(-1_900), Fact = Fact.Direct, Number = 5 }, new DailyCount { Day = today.AddDays(-1_700), Fact = Fact.Direct, Number = 7 });
            await db.Save();
        });
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/privacy"), "/admin/privacy/tidy");
        await world.Settled();

        Assert.Equal(7, (await Counted())[Fact.Direct]);
    }
}

public sealed class VisitTestsOnSqlite() : VisitTests(Engine.Sqlite);

public sealed class VisitTestsOnPostgres() : VisitTests(Engine.Postgres);

public sealed class SourceTests
{
    [Theory]
    [InlineData("https://www.google.co.uk/", Fact.SearchEngine)]
    [InlineData("https://duckduckgo.com/", Fact.SearchEngine)]
    [InlineData("https://search.brave.com/search?q=x", Fact.SearchEngine)]
    [InlineData("https://chatgpt.com/", Fact.Assistant)]
    [InlineData("https://gemini.google.com/app", Fact.Assistant)]
    [InlineData("https://t.co/abc", Fact.Social)]
    [InlineData("https://l.facebook.com/l.php?u=x", Fact.Social)]
    [InlineData("https://mail.google.com/mail/u/0/", Fact.Mail)]
    [InlineData("android-app://com.google.android.gm/", Fact.Mail)]
    [InlineData("https://google-fan.example/", Fact.Site)]
    [InlineData("https://x.example.com/", Fact.Site)]
    [InlineData("https://shop.example/kettles", Fact.Site)]
    [InlineData("not an address", Fact.Direct)]
    [InlineData("", Fact.Direct)]
    [InlineData("https://community.example/topics", null)]
    public void A_referer_tells_the_kind_of_place(string referer, Fact? expected) => Assert.Equal(expected, Source.Of(Request(referer)));

    [Theory]
    [InlineData("?utm_source=newsletter&utm_medium=email", Fact.Mail)]
    [InlineData("?utm_source=facebook", Fact.Social)]
    [InlineData("?utm_source=google&utm_medium=cpc", Fact.SearchEngine)]
    [InlineData("?utm_source=partner-shop", Fact.Site)]
    [InlineData("?utm_source=", Fact.Direct)]
    public void What_a_link_says_of_itself_counts(string query, Fact expected) => Assert.Equal(expected, Source.Of(Request("", query)));

    [Fact]
    public void Who_goes_from_page_to_page_does_not_begin_a_visit()
    {
        var request = Request("");
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        Assert.Null(Source.Of(request));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36", false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", false)]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", true)]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36", true)]
    [InlineData("python-requests/2.32", true)]
    [InlineData("", true)]
    public void Programs_are_told_by_their_names(string name, bool isRobot) =>
        Assert.Equal(isRobot, Robots.Sent(new HeaderDictionary { ["User-Agent"] = name, ["Accept-Language"] = "en" }));

    static HttpRequest Request(string referer, string query = "")
    {
        var request = new DefaultHttpContext().Request;
        (request.Host, request.QueryString) = (new("community.example"), new(query));
        if (referer.Length > 0) request.Headers.Referer = referer;
        return request;
    }
}
