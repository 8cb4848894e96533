using System.Runtime.CompilerServices;
using System.Text;
using Rapport.Catalog;

namespace Rapport.Tests.Catalog;

public abstract class ImportTests(Engine engine) : InWorld(engine)
{
    readonly int n = Given.Fresh();

    string List => $"list {n}";

    [Fact]
    public async Task A_google_feed_comes_in_and_says_what_was_refused_and_why()
    {
        var report = await HandIn(Kettles());

        Assert.Equal("6 3 0 0 0 0 3", Counts(report));
        Assert.Contains("can be read in two ways", report.Text);
        Assert.Contains("It has no title.", report.Text);
        Assert.Contains("is listed twice", report.Text);
        Assert.Contains("4006381333932 is wrong", report.Text);
        var page = await Anyone().Visit((await Find($"KET-BLUE-{n}")).Path);
        Assert.Contains("The handle stays cool.", page.Text);
        Assert.DoesNotContain("alert(1)", page.Text);
        Assert.Contains("2200: at 230 V", page.Text);
        var red = await Find($"KET-RED-{n}");
        Assert.Equal((4990, 5990, null, Availability.OutOfStock), (red.PriceMinor, red.RegularMinor, red.Gtin, red.Availability));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing()
    {
        await HandIn(Kettles());
        Assert.Equal("6 0 0 3 0 0 3", Counts(await HandIn(Kettles())));
    }

    [Fact]
    public async Task A_new_price_is_shown_with_the_ones_before()
    {
        await HandIn(Table(("A", "Pot", "10.00 EUR")));
        Assert.Equal("1 0 1 0 0 0 0", Counts(await HandIn(Table(("A", "Pot", "12.00 EUR")))));
        await Settled();

        var page = await Anyone().Visit((await Find($"A-{n}")).Path);

        Assert.Equal(2, page.All("table.specs time").Count);
        Assert.Matches("What it has cost.*€12.00.*€10.00", page.Text);
    }

    [Fact]
    public async Task What_is_missing_is_retired_and_comes_back_when_it_is_listed_again()
    {
        await HandIn(Table(("A", "Pot", "1 EUR"), ("B", "Pan", "2 EUR")));
        Assert.Equal("1 0 0 1 0 1 0", Counts(await HandIn(Table(("A", "Pot", "1 EUR")))));
        await Settled();
        var gone = await Anyone().Visit((await Find($"B-{n}")).Path);
        Assert.Contains("No longer sold", gone.Text);
        Assert.Null(gone.Find(".product-buy a[rel=nofollow]"));

        Assert.Equal("2 0 0 1 1 0 0", Counts(await HandIn(Table(("A", "Pot", "1 EUR"), ("B", "Pan", "2 EUR")))));
        await Settled();
        Assert.DoesNotContain("No longer sold", (await Anyone().Visit((await Find($"B-{n}")).Path)).Text);
    }

    [Fact]
    public async Task A_part_of_the_list_retires_nothing()
    {
        await HandIn(Table(("A", "Pot", "1 EUR"), ("B", "Pan", "2 EUR")), complete: false);
        Assert.Equal("1 0 0 1 0 0 0", Counts(await HandIn(Table(("A", "Pot", "1 EUR")), complete: false)));
    }

    [Fact]
    public async Task A_list_that_suddenly_holds_less_than_half_is_refused_unless_forced()
    {
        await HandIn(Table([.. Enumerable.Range(1, 6).Select(i => ($"P{i}", "Pot", "1 EUR"))]));
        var small = Table(("P1", "Pot", "1 EUR"), ("P2", "Pot", "1 EUR"));

        var refused = await HandIn(small);
        Assert.Contains("less than half of the 6", refused.Text);
        Assert.Null((await Find($"P6-{n}")).RetiredAt);

        Assert.Equal("2 0 0 2 0 4 0", Counts(await HandIn(small, force: true)));
    }

    [Fact]
    public async Task A_broken_list_changes_nothing()
    {
        await HandIn(Table(("A", "Pot", "1 EUR")));
        var broken = await HandIn(Encoding.UTF8.GetBytes($"<rss><channel><item><id>A-{n}</id><title>New</title><link>https://shop.example/</link></item><item><title>x & y"));
        Assert.Contains("Nothing was changed. 1 products were read before the fault: Line 1", broken.Text);
        Assert.Equal("Pot", (await Find($"A-{n}")).Name);
    }

    [Fact]
    public async Task Only_administrators_hand_lists_in()
    {
        Assert.Equal(404, (await As(Mona).Get("/admin/catalog")).Status);
        Assert.Equal(404, (await As(Ben).Post("/admin/catalog", new { list = "x" })).Status);
        Assert.Equal(303, (await Anyone().Get("/admin/catalog")).Status);
        Assert.Equal(404, (await As(Mona).Post("/admin/catalog/feeds", new { address = "https://shop.example/feed", every = "6h" })).Status);
    }

    [Fact]
    public async Task The_form_on_the_page_takes_a_file()
    {
        using var alma = As(Alma);
        var sent = await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog", new { list = List, file = ("pots.tsv", Table(("F", "Pot", "1 EUR"))) });
        await Waiting.Eventually(async () => Counts(await alma.Get(sent.Location!)) == "1 1 0 0 0 0 0", "the list to be read");
    }

    [Fact]
    public async Task An_address_that_is_none_comes_back_with_the_reason()
    {
        using var alma = As(Alma);
        var refused = await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog/feeds", new { address = "ftp://shop.example/feed" });
        Assert.Equal(422, refused.Status);
        Assert.Contains("The address must begin with http:// or https://.", refused.Text);
        Assert.Equal("ftp://shop.example/feed", refused.Find("input[name=address]")!.GetAttribute("value"));
    }

    byte[] Kettles([CallerFilePath] string here = "") => Encoding.UTF8.GetBytes(
        System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Feeds/kettles.xml")), "(?<=<g:id>)[A-Z-]+|(?<=<g:item_group_id>)KET", m => $"{m.Value}-{n}"));

    byte[] Table(params (string Id, string Title, string Price)[] rows) => Encoding.UTF8.GetBytes(
        "id\ttitle\tlink\tprice\n" + string.Concat(rows.Select(r => $"{r.Id}-{n}\t{r.Title}\thttps://shop.example/{r.Id}\t{r.Price}\n")));

    Task<Product> Find(string sku) => World.Query(db => db.Products.AsNoTracking().FirstAsync(p => p.Sku == sku));

    static string Counts(Response report) => string.Join(' ', report.All(".figures dd").Select(d => d.TextContent));

    async Task<Response> HandIn(byte[] bytes, bool complete = true, bool force = false)
    {
        using var alma = As(Alma);
        using var form = new MultipartFormDataContent { { new StringContent(List), "list" }, { new ByteArrayContent(bytes), "file", "feed.txt" } };
        if (complete) form.Add(new StringContent("true"), "complete");
        if (force) form.Add(new StringContent("true"), "force");
        var sent = await alma.Send(HttpMethod.Post, "/admin/catalog", form);
        Assert.Equal(303, sent.Status);
        Response report = null!;
        await Waiting.Eventually(async () => !(report = await alma.Get(sent.Location!)).Text.Contains("It is being read."), "the list to be read");
        return report;
    }
}

public sealed class ImportTestsOnSqlite() : ImportTests(Engine.Sqlite);

public sealed class ImportTestsOnPostgres() : ImportTests(Engine.Postgres);
