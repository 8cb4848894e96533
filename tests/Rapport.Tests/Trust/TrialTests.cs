using Rapport.Conversations;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Tests.Trust;

/// Another formula is tried on all that happened before anybody is held to it. In a community of its own: a formula holds for all.
public abstract class TrialTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);
    public ValueTask DisposeAsync() => world.DisposeAsync();

    Visitor Alma => world.Visit(world.Cast.Alma);

    static object Form(double accepted = 15, double helpful = 1, object? halflife = null, object? repeated = null, object? passedon = null) =>
        new { accepted, helpful, hidden = 10, known = 60, passedon = passedon ?? 10, repeated = repeated ?? 15, halflife = halflife ?? 365 };

    async Task<(Member Helper, Member Voted)> Happened()
    {
        var given = world.Given;
        var (buyer, helper, voted) = (await given.Account("Bea"), await given.Account("Hal"), await given.Account("Vic"));
        await given.Order(buyer, await given.Product());
        await world.Settled();
        var topic = await given.Topic(buyer);
        var (answer, other) = (await given.Reply(topic, helper), await given.Reply(topic, voted));
        await world.Visit(buyer).Post($"/posts/{other.Id}/vote", new { value = 1 });
        await world.Visit(buyer).Post($"/posts/{answer.Id}/accept");
        await world.Settled();
        return (helper, voted);
    }

    async Task<string> Try(object form)
    {
        using var alma = Alma;
        var begun = await alma.Submit(await alma.Get("/admin/standing"), "/admin/standing", form);
        Assert.Equal(303, begun.Status);
        await Waiting.Eventually(() => world.Query(db => db.Set<Trial>().AllAsync(t => t.EndedAt != null)), "the formula to be tried to the end");
        return begun.Location!;
    }

    async Task<double> Points(Member member) => (await (await Robot.For(world, member)).Get($"/members/{member.Id}/standing")).Json.GetProperty("points").GetDouble();

    [Fact]
    public async Task It_shows_who_would_win_and_lose_and_holds_only_when_it_is_applied()
    {
        var (helper, voted) = await Happened();
        var before = (await Points(helper), await Points(voted));

        var address = await Try(Form(accepted: 5, helpful: 3));
        using var alma = Alma;
        var page = await alma.Get(address);
        foreach (var words in new[] { "Tried to the end", "1 would stand higher, 1 lower", "Who would win most", helper.Name, voted.Name }) Assert.Contains(words, page.Text);
        Assert.Equal(before, (await Points(helper), await Points(voted)));

        Assert.Equal(303, (await alma.Submit(page, $"{address}/apply")).Status);
        await world.Settled();
        await Waiting.Eventually(async () => Math.Abs(await Points(voted) - 3 * 60.0 / 63) < .02 && await Points(helper) < 5, "standing by the new formula");
        Assert.Contains("up to 5 points", (await world.Visit(world.Cast.Ben).Visit($"/members/{world.Cast.Ben.Id}/standing")).Text);
        Assert.Contains("Formula of standing changed", (await alma.Get("/admin/audit")).Text);
        Assert.Contains("Only a formula that was tried to the end can be applied.", (await alma.Post($"{address}/apply")).Text);
    }

    [Fact]
    public async Task The_same_formula_comes_to_the_same()
    {
        await Happened();

        Assert.Contains("0 would stand higher, 0 lower", (await Alma.Get(await Try(Form()))).Text);
    }

    [Theory]
    [InlineData("halflife", "0")]
    [InlineData("repeated", "0")]
    [InlineData("repeated", "1e-320")]
    [InlineData("helpful", "0.0005")]
    [InlineData("halflife", "NaN")]
    [InlineData("passedon", "100")]
    [InlineData("halflife", "long")]
    public async Task A_formula_that_divides_by_nothing_is_refused_and_the_form_keeps_what_was_typed(string field, string number)
    {
        using var alma = Alma;
        var form = new Dictionary<string, string> { ["accepted"] = "17", ["helpful"] = "1", ["hidden"] = "10", ["known"] = "60", ["passedon"] = "10", ["repeated"] = "15", ["halflife"] = "365", [field] = number };

        var refused = await alma.Submit(await alma.Get("/admin/standing"), "/admin/standing", form);

        Assert.Equal(422, refused.Status);
        Assert.Equal(("17", number), (refused.Find("[name=accepted]")!.GetAttribute("value"), refused.Find($"[name={field}]")!.GetAttribute("value")));
        Assert.Empty(await world.Query(db => db.Set<Trial>().ToListAsync()));
    }

    [Fact]
    public async Task One_that_is_stopped_half_way_changes_nothing_and_makes_room_for_the_next()
    {
        var (helper, _) = await Happened();
        var before = await Points(helper);
        var id = await world.Query(async db =>
        {
            // As if a node had begun it and were at it still.
            var trial = new Trial(db.NewId(), new() { Accepted = 500 }, world.Cast.Alma, db.Clock.GetUtcNow());
            db.Add(trial);
            db.Entry(trial).Property(t => t.Node).CurrentValue = "another";
            db.Entry(trial).Property(t => t.BeatAt).CurrentValue = db.Clock.GetUtcNow();
            await db.Save();
            return trial.Id;
        });
        using var alma = Alma;

        Assert.Contains("A formula is being tried already.", (await alma.Post("/admin/standing", Form())).Text);
        var page = await alma.Get($"/admin/standing/{id}");
        Assert.Contains("Being tried", page.Text);
        Assert.Equal(303, (await alma.Submit(page, $"/admin/standing/{id}/stop")).Status);

        Assert.Contains("Stopped: nothing came of it", (await alma.Get($"/admin/standing/{id}")).Text);
        Assert.Contains("Only a formula that was tried to the end can be applied.", (await alma.Post($"/admin/standing/{id}/apply")).Text);
        Assert.Equal(before, await Points(helper));
        await Try(Form());
    }

    [Fact]
    public async Task Only_administrators_try_formulas()
    {
        foreach (var other in new[] { world.Cast.Ben, world.Cast.Emil, world.Cast.Mona }) Assert.Equal((404, 404), ((await world.Visit(other).Get("/admin/standing")).Status, (await world.Visit(other).Post("/admin/standing", Form())).Status));
        var robot = await Robot.For(world, world.Cast.Alma);
        var begun = await robot.Post("/standing/trials", new { accepted = 20, helpful = 1, hidden = 10, known = 60, passedOn = .1, repeated = 15, halfLife = 365 });
        Assert.Equal(201, begun.Status);
        await Waiting.Eventually(async () => (await robot.Get($"/standing/trials/{begun.Json.GetProperty("id").GetInt64()}")).Json.GetProperty("state").GetString() == "ready", "the formula to be tried");
    }
}

public sealed class TrialTestsOnSqlite() : TrialTests(Engine.Sqlite);
public sealed class TrialTestsOnPostgres() : TrialTests(Engine.Postgres);
