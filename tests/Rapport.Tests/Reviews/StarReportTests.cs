using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

/// The report by star: whether what is published, and how soon, has anything to do with stars.
public abstract class StarReportTests(Engine engine) : InWorld(engine)
{
    static async Task<Dictionary<string, string[]>> Csv(World world) =>
        (await world.Visit(world.Cast.Emil).Get("/admin/reviews/by-star.csv")).Body.Split('\n').Where(l => l.Length > 0).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[1..]);

    static async Task<World> With(Engine engine, Func<int, bool> hidden)
    {
        var world = await World.Start(engine);
        var kettle = await world.Given.Product();
        foreach (var stars in new[] { 1, 5 })
            for (var n = 0; n < 9; n++)
            {
                var review = await world.Given.Review(kettle, stars: stars);
                if (hidden(stars) && n < 7) await world.Given.Hidden(review.Id, world.Cast.Mona);
            }
        await world.Settled();
        return world;
    }

    [Fact]
    public async Task A_brand_that_hides_what_is_critical_is_warned()
    {
        await using var world = await With(Engine, stars => stars == 1);

        var page = await world.Visit(world.Cast.Emil).Get("/admin/reviews/by-star");
        var told = await Csv(world);

        Assert.Contains("differs by stars more than chance explains", page.Text);
        Assert.Equal(["2", "7", "0"], told["1"][..3]);
        Assert.Equal(["9", "0", "0"], told["5"][..3]);
        // Wilson: 2 of 9, 9 of 9.
        Assert.Equal(["0.222222", "0.063225", "0.547411"], told["1"][3..6]);
        Assert.Equal("yes", told["share"][2]);
        Assert.Contains("differ by stars more than chance explains", (await world.Visit().Get("/reviews/how")).Text + "These are few");
    }

    [Fact]
    public async Task A_brand_that_hides_whatever_the_stars_is_not()
    {
        await using var world = await With(Engine, _ => true);

        var page = await world.Visit(world.Cast.Emil).Get("/admin/reviews/by-star");

        Assert.DoesNotContain("more than chance explains", page.Find(".banner-bad")?.TextContent ?? "");
        Assert.Contains("The share that is published: no difference by stars beyond chance", page.Text);
        Assert.Contains("(a difference counts below 0.01)", page.Text);
        Assert.Contains("Fewer than 30 reviews were decided on", page.Text);
        Assert.Equal("no", (await Csv(world))["share"][2]);
        Assert.Equal("too few", (await Csv(world))["time"][2]);
    }

    [Fact]
    public async Task What_waits_and_how_long_decisions_took_is_told_by_star()
    {
        await using var world = await World.Start(Engine);
        var kettle = await world.Given.Product();
        for (var n = 0; n < 2; n++)
        {
            var nils = await world.Given.Newcomer("Nils", mailed: true);
            await world.Visit(nils).Post($"/products/{kettle.Id}/review", new { stars = 2, body = $"It drips, number {n}." });
        }
        await world.Settled();
        var first = await world.Query(db => db.Reviews.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync());
        await world.Visit(world.Cast.Mona).Post($"/admin/cases/{(await world.Given.OpenCase(first))!.Id}", new { verdict = "publish" });
        await world.Settled();

        var told = await Csv(world);

        Assert.Equal(["1", "0", "0", "1"], told["2"][..4]);
        Assert.Equal("1", told["2"][6]);
        // Not by star: whoever decides is not to know them.
        Assert.Equal(["1"], told["waiting"]);
        Assert.Contains("1 review waits for a decision; its stars appear afterwards.", (await world.Visit(world.Cast.Mona).Get("/admin/reviews/by-star")).Text);
    }

    [Fact]
    public async Task It_is_for_who_works_here()
    {
        Assert.Equal(404, (await As(Ada).Get("/admin/reviews/by-star")).Status);
        Assert.Equal(404, (await As(Ada).Get("/admin/reviews/by-star.csv")).Status);
        Assert.Equal(200, (await As(Emil).Get("/admin/reviews/by-star?days=90")).Status);
    }
}

public sealed class StarReportTestsOnSqlite() : StarReportTests(Engine.Sqlite);
public sealed class StarReportTestsOnPostgres() : StarReportTests(Engine.Postgres);
