using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Web;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class PageTests(Engine engine) : InWorld(engine)
{
    async Task<string> Page(int raised = 0) => await World.Query(async db =>
    {
        var tally = await TalliesModule.Start(db);
        for (var n = 0; n < raised; n++) await TalliesModule.Raise(db, tally.Id);
        return $"/tests/tallies/{tally.Id}";
    });

    [Fact]
    public async Task Head_is_answered_as_get_without_the_body()
    {
        var path = await Page();
        foreach (var (at, status) in new[] { (path, 200), (path, 200), ("/tests/nothing", 404) })
        {
            var get = await Anyone().Get(at);
            var head = await Anyone().Send(HttpMethod.Head, at);

            Assert.Equal((status, status), (get.Status, head.Status));
            Assert.Empty(head.Bytes);
            foreach (var name in new[] { "ETag", "Content-Type", "Cache-Control", "Vary", "Content-Security-Policy" }) Assert.Equal(get.Header(name), head.Header(name));
            Assert.Equal($"{get.Bytes.Length}", head.Header("Content-Length"));
        }
    }

    [Fact]
    public async Task A_kept_page_is_the_same_page_and_sets_no_cookie()
    {
        var path = await Page();
        var fresh = await Anyone().Get(path);
        // What others do in this world at the same time may let everything go that was kept.
        await Waiting.Eventually(async () => { await Anyone().Get(path); return World.Services.GetRequiredService<PageCache>().Find(World.Address.Authority + path) is not null; }, "the page is kept");
        var kept = await Anyone().Get(path);

        Assert.Equal(fresh.Body, kept.Body);
        Assert.Equal(fresh.Header("ETag"), kept.Header("ETag"));
        Assert.Equal((null, null), (fresh.Header("Set-Cookie"), kept.Header("Set-Cookie")));
        Assert.Equal(304, (await Anyone().Send(HttpMethod.Get, path, null, ("If-None-Match", kept.Header("ETag")!))).Status);
    }

    [Theory]
    [InlineData("br"), InlineData("gzip"), InlineData("identity")]
    public async Task A_page_is_packed_as_the_browser_asks(string encoding)
    {
        var path = await Page();
        var plain = (await Anyone().Get(path)).Body;
        foreach (var visitor in new[] { Anyone(), Anyone().With("Cookie", "rapport=x") })
        {
            var packed = await visitor.With("Accept-Encoding", encoding).Get(path);
            Assert.Equal(encoding == "identity" ? null : encoding, packed.Header("Content-Encoding"));
            using var bytes = new MemoryStream(packed.Bytes);
            using Stream stream = encoding switch { "br" => new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionMode.Decompress), "gzip" => new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress), _ => bytes };
            Assert.Equal(plain, await new StreamReader(stream).ReadToEndAsync());
        }
    }

    [Fact]
    public async Task The_page_of_the_anonymous_changes_within_two_seconds_of_the_act_on_every_node()
    {
        await using var other = await World.Join();
        var path = await Page();
        foreach (var world in new[] { World, other }) Assert.Equal("0", (await world.Visit().Get(path)).Find("output")!.TextContent);

        var seconds = new List<double>();
        for (var round = 1; round <= 5; round++)
        {
            await Anyone().Post(path + "/raise", new { by = 5 });
            var since = System.Diagnostics.Stopwatch.StartNew();
            foreach (var world in new[] { World, other })
                await Waiting.Eventually(async () => (await world.Visit().Get(path)).Find("output")!.TextContent == $"{5 * round}", "the page to change");
            seconds.Add(since.Elapsed.TotalSeconds);
        }
        // In the middle: what else the machine has to do holds up one of them.
        Assert.InRange(seconds.Order().ElementAt(2), 0, 2);
    }

    [Fact]
    public async Task A_page_says_how_many_queries_it_asked() => Assert.InRange((await Anyone().With("Cookie", "rapport=x").Get(await Page())).Queries ?? 0, 1, 10);

    [Fact]
    public async Task What_is_not_there_is_a_page_that_says_so_and_json_for_programs()
    {
        var page = await Anyone().Get("/tests/tallies/1");
        Assert.Equal((404, "text/html"), (page.Status, page.Type?.MediaType));
        Assert.Contains("There is nothing at this address.", page.Text);

        var json = await Anyone().With("Accept", "application/json").Get("/tests/tallies/1");
        Assert.Equal((404, "application/problem+json"), (json.Status, json.Type?.MediaType));
    }

    [Fact]
    public async Task Every_answer_carries_the_policy_that_keeps_foreign_script_out()
    {
        foreach (var path in new[] { await Page(), "/tests/nothing", "/health/live" })
        {
            var answer = await Anyone().Get(path);
            Assert.StartsWith("default-src 'none'; script-src 'self'", answer.Header("Content-Security-Policy"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task A_page_in_arabic_reads_from_right_to_left_and_its_forms_stay_in_arabic()
    {
        var path = await Page();
        var page = await Anyone().Get("/ar" + path);

        Assert.Equal(("ar", "rtl"), (page.Html.DocumentElement.GetAttribute("lang"), page.Html.DocumentElement.GetAttribute("dir")));
        Assert.Equal($"/ar{path}/raise", page.Form("/raise").GetAttribute("action"));
        Assert.Equal("/ar" + path, (await Anyone().Submit(page, "/raise")).Location);
        var refused = await Anyone().Submit(page, "/raise", new { by = 0 });
        Assert.Equal((422, "rtl", "0"), (refused.Status, refused.Html.DocumentElement.GetAttribute("dir"), refused.Find("input[name=by]")!.GetAttribute("value")));
        Assert.Equal("ltr", (await Anyone().Get(path)).Html.DocumentElement.GetAttribute("dir"));
    }

    [Fact]
    public async Task The_language_is_in_the_path_and_never_negotiated()
    {
        var path = await Page();
        Assert.Equal("en", (await Anyone().With("Accept-Language", "ar").Get(path)).Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(404, (await Anyone().Get("/fr" + path)).Status);
        Assert.Equal(404, (await Anyone().Get("/qps" + path)).Status);
    }
}

public sealed class PageTestsOnSqlite() : PageTests(Engine.Sqlite);

public sealed class PageTestsOnPostgres() : PageTests(Engine.Postgres);
