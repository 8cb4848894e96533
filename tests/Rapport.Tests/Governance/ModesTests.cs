using Microsoft.Extensions.DependencyInjection;
using Rapport.Governance;
using Rapport.Kernel.Site;

namespace Rapport.Tests.Governance;

/// When moderators look at what members write: on a named signal, before publication, or after it.
public abstract class ModesTests(Engine engine)
{
    static async Task<World> Started(Engine engine, ModerationSettings rules)
    {
        var world = await World.Start(engine);
        await world.Act(db => world.Services.GetRequiredService<SiteSettings>().Change(db, rules));
        return world;
    }

    static async Task<bool> Waits(World world, string body)
    {
        var page = await world.Visit(await world.Given.Newcomer()).Post("/ask", new { kind = "question", space = (await world.Given.Space()).Id, title = $"Is number {Given.Fresh()} seen?", body });
        return (await world.Visit().Get(page.Location!)).Status == 404;
    }

    [Fact]
    public async Task As_it_comes_words_are_published_at_once_and_being_new_holds_nobody()
    {
        await using var world = await Started(engine, new());

        Assert.False(await Waits(world, "It hums at night."));
        Assert.True(await Waits(world, "It hums, see https://example.org/hum"));
        Assert.Contains("That somebody is new, and how many stars they give, is no signal.", (await world.Visit().Get("/reviews/how")).Text);
    }

    [Fact]
    public async Task A_brand_that_looks_at_first_posts_holds_so_many_and_says_why()
    {
        await using var world = await Started(engine, new() { FirstPosts = 1 });

        Assert.True(await Waits(world, "It hums at night."));
        Assert.Contains("Held: among the first posts of a new member", (await world.Visit(world.Cast.Mona).Get("/admin/queue")).Text);
    }

    [Theory]
    [InlineData(Holding.Before, true)]
    [InlineData(Holding.After, false)]
    public async Task Before_publication_everything_waits_and_after_it_nothing(Holding mode, bool waits)
    {
        await using var world = await Started(engine, new() { Holding = mode });

        Assert.Equal(waits, await Waits(world, "It hums, see https://example.org/hum"));
    }

    [Fact]
    public async Task Somebody_new_still_writes_less_at_once()
    {
        await using var world = await World.Start(engine, null, "--limits", "1");
        await world.Act(db => world.Services.GetRequiredService<SiteSettings>().Change(db, new ModerationSettings()));
        var (topic, nia) = (await world.Given.Topic(by: world.Cast.Ada), world.Visit(await world.Given.Newcomer()));

        var last = 0;
        for (var n = 0; n < 10 && last != 429; n++) last = (await nia.Post($"/topics/{topic.Id}/replies", new { body = $"Reply {n}" })).Status;

        Assert.Equal(429, last);
    }
}

public sealed class ModesTestsOnSqlite() : ModesTests(Engine.Sqlite);
public sealed class ModesTestsOnPostgres() : ModesTests(Engine.Postgres);
