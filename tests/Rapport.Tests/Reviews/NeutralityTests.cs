using Rapport.Governance;
using Rapport.Reviews;

namespace Rapport.Tests.Reviews;

/// What everybody is told of how this community decides.
public abstract class NeutralityTests(Engine engine)
{
    [Fact]
    public async Task Figures_by_star_by_temper_by_reason_and_reversals_are_public_and_true()
    {
        await using var world = await World.Start(engine);
        var (critic, friend, product, other) = (await world.Given.Account("Carl"), await world.Given.Account("Frida"), await world.Given.Product(), await world.Given.Product());
        var bad = await world.Given.Review(product, critic, like: s => s with { Stars = 1 });
        await world.Given.Review(other, critic, like: s => s with { Stars = 2 });
        await world.Given.Review(product, friend, like: s => s with { Stars = 5 });
        await world.Settled();
        var before = await world.Visit().Get("/neutrality.json");
        Assert.Equal(0, before.Json.GetProperty("decisions").GetProperty("all").GetInt32());

        Assert.Equal(303, (await world.Visit(world.Cast.Mona).Post($"/posts/{bad.Id}/remove", new { ground = "insult" })).Status);
        await world.Settled();

        var json = (await world.Visit().Get("/neutrality.json")).Json;
        var tempers = json.GetProperty("tempers").EnumerateArray().ToDictionary(t => t.GetProperty("of").GetString()!, t => (t.GetProperty("published").GetInt32(), t.GetProperty("hidden").GetInt32()));
        Assert.Equal(((1, 1), (0, 0), (1, 0)), (tempers["critic"], tempers["between"], tempers["friend"]));
        Assert.Equal(1, json.GetProperty("stars").EnumerateArray().Single(s => s.GetProperty("of").GetInt32() == 1).GetProperty("hidden").GetInt32());
        Assert.Equal((1, 0), (json.GetProperty("decisions").GetProperty("byGround").GetProperty("insult").GetInt32(), json.GetProperty("decisions").GetProperty("reversed").GetInt32()));
        var told = await world.Query(db => db.Statements.AsNoTracking().SingleAsync());
        await world.Visit(critic).Post($"/decisions/{told.Id}/appeal", new { words = "I only said it leaks." });
        await world.Visit(world.Cast.Alma).Post($"/admin/cases/{(await world.Given.OpenCase(bad.Id))!.Id}", new { verdict = "restore" });
        await world.Settled();

        var page = await world.Visit().Get("/neutrality");
        foreach (var words in new[] { "A critic is who gave at most 2.5 stars on average", "Friends of the brand", "An insult or a threat", "1 of 1 decision was reversed: 100%", "Nothing is held." }) Assert.Contains(words, page.Text);
        Assert.DoesNotContain("Carl", page.Text);
        Assert.Contains("/neutrality", (await world.Visit().Get("/")).All("footer a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task However_many_reviews_there_are_the_page_asks_as_many_questions_and_tells_no_star_of_what_waits()
    {
        await using var world = await World.Start(engine);
        using var anyone = world.Visit();
        var few = (await anyone.Get("/neutrality.json")).Queries;
        var product = await world.Given.Product();
        for (var n = 0; n < 5; n++) await world.Given.Review(product, await world.Given.Account($"Rita{n}"), like: s => s with { Stars = 1 + n });
        var (_, about) = await world.Given.HeldTopic(await world.Given.Newcomer(), "Does a held question count?");
        await world.Settled();

        var many = await anyone.Get("/neutrality.json");

        Assert.Equal(few, many.Queries);
        Assert.Equal(1, many.Json.GetProperty("waiting").GetProperty("held").GetInt32());
        Assert.NotEqual(0, about.Id);
        Assert.Matches(@"1 post is held before others see it\.\s+The oldest came:\s+\d", (await anyone.Get("/neutrality")).Text);
    }
}

public sealed class NeutralityTestsOnSqlite() : NeutralityTests(Engine.Sqlite);
public sealed class NeutralityTestsOnPostgres() : NeutralityTests(Engine.Postgres);
