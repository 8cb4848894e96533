using Microsoft.EntityFrameworkCore;
using Rapport.Reviews;

namespace Rapport.Tests.Interchange;

/// Reviews are brought in from a browser: tried, understood otherwise where they were misread, their products matched, and taken.
public abstract class ReviewScreenTests(Engine engine)
{
    const string List = "id,article,points,date,words\n1,OLD-1,5,2025-01-01,It pours.\n2,OLD-2,4,2025-01-01,It holds.\n3,OLD-2,3,2025-01-01,It holds still.\n";

    static async Task<Response> Over(World world, Visitor visitor, Response sent) => await visitor.Get(await world.Given.Over(sent.Location!));

    static KeyValuePair<string, string>[] Fields(params (string Name, string Value)[] fields) => [.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];

    [Fact]
    public async Task A_list_is_read_as_the_administrator_says_and_its_products_are_matched()
    {
        await using var world = await World.Start(engine);
        var kettle = await world.Given.Product("Red kettle", l => l with { Sku = "K1" });
        using var alma = world.Visit(world.Cast.Alma);

        var tried = await Over(world, alma, await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old shop.csv", System.Text.Encoding.UTF8.GetBytes("id,sku,score,date,body\n" + List.Split('\n', 2)[1])) }));
        Assert.Contains("Products that are not here", tried.Text);
        Assert.Contains("OLD-1", tried.Text);
        Assert.Contains("It pours.", tried.Text);
        Assert.Contains("not here", tried.Text);

        var wrong = await alma.Submit(tried, "/reading", Fields(("product-0", "No such thing")));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("There is no product called No such thing.", wrong.Text);

        // The one with most reviews stands first.
        var matched = await Over(world, alma, await alma.Submit(tried, "/reading", Fields(("product-0", "Red kettle"), ("what-1", "make"), ("save", "Our old shop"))));
        Assert.DoesNotContain("Products that are not here", matched.Text);
        Assert.Equal((0, 1), await world.Query(async db => (await db.Reviews.CountAsync(), await db.Set<Rapport.Catalog.Product>().CountAsync())));

        var taken = await Over(world, alma, await alma.Submit(matched, "/go"));
        Assert.Contains("Done.", taken.Text);
        Assert.Contains("The list and the site", taken.Text);
        Assert.Contains("3.50", taken.Text);
        Assert.Equal((2, 3), await world.Query(async db => (await db.Reviews.CountAsync(r => r.ProductId == kettle.Id), await db.Reviews.CountAsync())));
        Assert.Contains("It holds.", (await alma.Get("/ar" + kettle.Path)).Text);

        var again = await Over(world, alma, await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old shop.csv", System.Text.Encoding.UTF8.GetBytes("id,sku,score,date,body\n" + List.Split('\n', 2)[1])) }));
        Assert.DoesNotContain("Products that are not here", again.Text);
        Assert.Contains("Our old shop", again.Html.Body!.InnerHtml);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Post(again.Path + "/reading")).Status);
    }

    [Fact]
    public async Task The_same_list_under_another_name_is_noticed_and_can_be_taken_for_the_first()
    {
        await using var world = await World.Start(engine);
        await world.Given.Product("Red kettle", l => l with { Sku = "K1" });
        using var alma = world.Visit(world.Cast.Alma);
        async Task<Response> Hand(string name, string list) => await Over(world, alma, await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = (name, System.Text.Encoding.UTF8.GetBytes(list)) }));
        const string list = "sku,rating,date,body\nK1,5,2025-01-01,It pours.\nK1,4,2025-01-02,It holds.\nK1,4,2025-01-02,It holds.\nOLD,4,2025-01-02,It is not here.\nOLD,4,2025-01-02,It is not here.\n";
        var first = await Hand("listA.csv", list);
        Assert.DoesNotContain("are here already", first.Text);
        // A row that stands twice counts once, here and among the products.
        Assert.Contains("OLD Reviews: 1", first.Text);
        Assert.Contains("Done.", (await Over(world, alma, await alma.Submit(first, "/go"))).Text);

        var second = await Hand("listB.csv", list);
        Assert.Contains("Most of these reviews are here already, from listA.", second.Text);
        var asFirst = await Over(world, alma, await alma.Submit(second, "/reading", Fields(("source", "listA"))));
        Assert.DoesNotContain("are here already, from", asFirst.Text);
        await Over(world, alma, await alma.Submit(asFirst, "/go"));
        Assert.Equal(2, await world.Query(db => db.Reviews.CountAsync(r => r.Source == "listA")));
        Assert.Equal(2, await world.Query(db => db.Reviews.CountAsync()));

        Assert.DoesNotContain("are here already", (await Hand("listC.csv", "id,sku,rating,date,body\n1,K1,5,2025-01-01,Another one.\n")).Text);
    }

    [Fact]
    public async Task How_dates_were_read_is_said_where_no_row_decides_it()
    {
        await using var world = await World.Start(engine);
        await world.Given.Product("Red kettle", l => l with { Sku = "K1" });
        using var alma = world.Visit(world.Cast.Alma);
        async Task<Response> Hand(string dates) => await Over(world, alma, await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("list.csv", System.Text.Encoding.UTF8.GetBytes("id,sku,rating,date,body\n1,K1,5,03/04/2024,Fine.\n" + dates)) }));

        var tried = await Hand("");
        Assert.Contains("Dates such as 03/04/2024 were read with the month first, and no row decides it.", tried.Text);
        var other = await Over(world, alma, await alma.Submit(tried, "/reading", Fields(("days", "first"))));
        Assert.DoesNotContain("no row decides it", other.Text);
        Assert.Contains("2024-04-03", other.Html.Body!.InnerHtml);

        Assert.DoesNotContain("no row decides it", (await Hand("2,K1,5,13/04/2024,Fine.\n")).Text);
    }

    [Fact]
    public async Task A_list_whose_stars_are_not_found_cannot_be_taken_before_somebody_says_where_they_are()
    {
        await using var world = await World.Start(engine);
        await world.Given.Product("Red kettle", l => l with { Sku = "OLD-1" });
        using var alma = world.Visit(world.Cast.Alma);

        var tried = await Over(world, alma, await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("x.jsonl", """{"id":"1","sku":"OLD-1","rating":"5","body":"Fine.","on":"2025-01-01"}"""u8.ToArray()) }));
        Assert.Contains("No column was found for what is needed.", tried.Text);
        Assert.Empty(tried.All("form[action$='/go']"));
        Assert.Contains("لم", (await alma.Get("/ar" + tried.Path)).Text);

        var mended = await Over(world, alma, await alma.Submit(tried, "/reading", Fields(("column-date", "on"))));
        Assert.NotEmpty(mended.All("form[action$='/go']"));
        Assert.Contains("Fine.", mended.Text);
        await Over(world, alma, await alma.Submit(mended, "/go"));
        Assert.Equal(new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), await world.Query(db => db.Reviews.Select(r => r.CreatedAt).SingleAsync()));
    }
}

public sealed class ReviewScreenTestsOnSqlite() : ReviewScreenTests(Engine.Sqlite);
public sealed class ReviewScreenTestsOnPostgres() : ReviewScreenTests(Engine.Postgres);
