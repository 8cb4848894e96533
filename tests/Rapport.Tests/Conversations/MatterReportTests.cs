using Rapport.Conversations;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

/// The report by matter: whether what is said about the brand is published as much and as soon as everything else.
public abstract class MatterReportTests(Engine engine) : InWorld(engine)
{
    static async Task<Dictionary<string, string[]>> Csv(World world) =>
        (await world.Visit(world.Cast.Emil).Get("/admin/matters.csv")).Body.Split('\n').Where(l => l.Length > 0).Select(l => l.Split(',')).ToDictionary(l => l[0], l => l[1..]);

    static async Task<World> With(Engine engine, Func<Matter?, bool> hidden)
    {
        var world = await World.Start(engine);
        var space = await world.Given.Space();
        foreach (var matter in new Matter?[] { Matter.Price, null })
            for (var n = 0; n < 9; n++)
            {
                var topic = await world.Given.Topic(await world.Given.Member(), TopicKind.Discussion, space: space, matter: matter);
                if (hidden(matter) && n < 7) await world.Given.Hidden(topic.Id, world.Cast.Mona);
            }
        await world.Settled();
        return world;
    }

    [Fact]
    public async Task A_brand_that_hides_what_is_said_about_its_prices_is_warned()
    {
        await using var world = await With(Engine, matter => matter is not null);

        var page = await world.Visit(world.Cast.Emil).Get("/admin/matters");
        var told = await Csv(world);

        Assert.Contains("differs by matter more than chance explains", page.Find(".banner-bad")!.TextContent);
        Assert.Equal(["2", "7", "0"], told["price"][..3]);
        Assert.Equal(["9", "0", "0"], told["none"][..3]);
        // Wilson: 2 of 9.
        Assert.Equal(["0.222222", "0.063225", "0.547411"], told["price"][3..6]);
        Assert.Equal("yes", told["share"][2]);
        // Everybody reads what was hidden.
        var row = (await world.Visit().Get("/about")).All("tbody tr").Single(r => r.TextContent.Contains("Its prices"));
        Assert.Equal(["2", "7", "0"], row.QuerySelectorAll("td").Select(d => d.TextContent));
    }

    [Fact]
    public async Task A_brand_that_hides_as_much_of_everything_is_not()
    {
        await using var world = await With(Engine, _ => true);

        var page = await world.Visit(world.Cast.Emil).Get("/admin/matters");

        Assert.Null(page.Find(".banner-bad"));
        Assert.Contains("The share that is published: no difference by matter beyond chance", page.Text);
        Assert.Equal("no", (await Csv(world))["share"][2]);
    }

    [Fact]
    public async Task What_waits_what_was_taken_back_and_how_long_decisions_took_is_told()
    {
        await using var world = await World.Start(Engine);
        var space = await world.Given.Space();
        var nils = await world.Given.Newcomer("Nils", mailed: true);
        for (var n = 0; n < 2; n++) await world.Visit(nils).Post("/ask", new { kind = "discussion", title = $"Your service is slow, number {n}", body = "I waited.", space = space.Id, matter = "service" });
        var back = await world.Given.Topic(world.Cast.Ada, TopicKind.Discussion, space: space, matter: Matter.Service);
        await world.Visit(world.Cast.Ada).Post($"/posts/{back.Id}/remove", new { });
        await world.Settled();
        var first = await world.Query(db => db.Topics.Where(t => t.AuthorId == nils.Id).OrderBy(t => t.Id).Select(t => t.Id).FirstAsync());
        await world.Visit(world.Cast.Mona).Post($"/admin/cases/{(await world.Given.OpenCase(first))!.Id}", new { verdict = "publish" });
        await world.Settled();

        var told = await Csv(world);

        Assert.Equal(["1", "0", "1", "1"], told["service"][..4]);
        Assert.Equal("1", told["service"][6]);
        Assert.Equal(["1"], told["waiting"]);
    }

    [Fact]
    public async Task It_is_for_who_works_here()
    {
        Assert.Equal(404, (await As(Ada).Get("/admin/matters")).Status);
        Assert.Equal(404, (await As(Ada).Get("/admin/matters.csv")).Status);
        Assert.Equal(200, (await As(Emil).Get("/admin/matters?days=90")).Status);
    }
}

public sealed class MatterReportTestsOnSqlite() : MatterReportTests(Engine.Sqlite);
public sealed class MatterReportTestsOnPostgres() : MatterReportTests(Engine.Postgres);
