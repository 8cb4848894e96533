using Rapport.Conversations;
using Rapport.Governance;

namespace Rapport.Tests.Governance;

/// Decisions on several cases at once, and what comes first in the queue.
public abstract class ManyTests(Engine engine)
{
    static async Task<(Topic Topic, long Case)> Reported(World world, Rapport.Members.Member? by = null)
    {
        var topic = await world.Given.Topic(by: by ?? world.Cast.Ada);
        await world.Visit(world.Cast.Ben).Post($"/report/post/{topic.Id}", new { why = "spam" });
        return (topic, (await world.Given.OpenCase(topic.Id))!.Id);
    }

    static Task<Response> Many(World world, Rapport.Members.Member by, long[] cases, object form) =>
        world.Visit(by).Send(HttpMethod.Post, "/admin/queue/decisions", new FormUrlEncodedContent([.. cases.Select(c => new KeyValuePair<string, string>("case", $"{c}")), .. form.GetType().GetProperties().Select(p => new KeyValuePair<string, string>(p.Name, $"{p.GetValue(form)}"))]));

    [Fact]
    public async Task Each_is_decided_by_itself_and_what_could_not_be_says_why()
    {
        await using var world = await World.Start(engine);
        var (one, two, own, late) = (await Reported(world), await Reported(world), await Reported(world, world.Cast.Mona), await Reported(world));
        await world.Visit(world.Cast.Alma).Post($"/admin/cases/{late.Case}", new { verdict = "keep" });

        var page = await Many(world, world.Cast.Mona, [one.Case, own.Case, late.Case, two.Case, 9007199254740991], new { verdict = "hide", ground = "spam", reason = "A flood." });

        Assert.Equal(200, page.Status);
        foreach (var words in new[] { "2 were decided", "3 could not be", "This is about yourself", "Alma decided this already", "Undo all of them" }) Assert.Contains(words, page.Text);
        Assert.Equal((404, 404, 200, 200), ((await world.Visit().Get(one.Topic.Path)).Status, (await world.Visit().Get(two.Topic.Path)).Status, (await world.Visit().Get(own.Topic.Path)).Status, (await world.Visit().Get(late.Topic.Path)).Status));
        Assert.Equal(2, await world.Query(db => db.Statements.CountAsync(s => s.Verdict == Verdict.Hide)));
        using var mona = world.Visit(world.Cast.Mona);
        var undone = await mona.Submit(page, "/admin/queue/undo");
        Assert.Contains("2 were taken back", undone.Text);
        Assert.Equal(200, (await world.Visit().Get(one.Topic.Path)).Status);
    }

    [Fact]
    public async Task Nothing_is_decided_without_a_choice_a_ground_or_the_right()
    {
        await using var world = await World.Start(engine);
        var one = await Reported(world);

        Assert.Contains("Choose at least one case.", (await Many(world, world.Cast.Mona, [], new { verdict = "keep" })).Text);
        Assert.Equal(422, (await Many(world, world.Cast.Mona, [one.Case], new { verdict = "hide" })).Status);
        Assert.Equal(422, (await Many(world, world.Cast.Mona, [one.Case], new { verdict = "suspend" })).Status);
        Assert.Equal(422, (await Many(world, world.Cast.Mona, [one.Case], new { verdict = "" })).Status);
        Assert.Equal(404, (await Many(world, world.Cast.Emil, [one.Case], new { verdict = "keep" })).Status);
        Assert.NotNull(await world.Given.OpenCase(one.Topic.Id));
    }

    [Fact]
    public async Task A_program_decides_several_and_learns_of_each()
    {
        await using var world = await World.Start(engine);
        var (one, own) = (await Reported(world), await Reported(world, world.Cast.Mona));

        var answer = (await (await Robot.For(world, world.Cast.Mona)).Post("/cases/decisions", new { cases = new[] { one.Case, own.Case }, verdict = "hide", ground = "spam" })).Json.GetProperty("cases");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer[0].GetProperty("problem").ValueKind);
        Assert.Contains("This is about yourself", answer[1].GetProperty("problem").GetString());
        Assert.Equal((404, 200), ((await world.Visit().Get(one.Topic.Path)).Status, (await world.Visit().Get(own.Topic.Path)).Status));
    }

    [Fact]
    public async Task The_queue_begins_with_what_credible_members_report_and_a_crowd_of_strangers_hides_nothing()
    {
        await using var world = await World.Start(engine);
        var (right, wrong) = (await world.Given.Account("Rita"), await world.Given.Account("Wim"));
        for (var n = 0; n < 4; n++)
            foreach (var (by, verdict) in new[] { (right, "hide"), (wrong, "keep") })
            {
                var before = await world.Given.Topic(by: world.Cast.Ada);
                await world.Visit(by).Post($"/report/post/{before.Id}", new { why = "spam" });
                await world.Visit(world.Cast.Mona).Post($"/admin/cases/{(await world.Given.OpenCase(before.Id))!.Id}", new { verdict, ground = "spam" });
            }
        var (first, second) = (await world.Given.Topic(by: world.Cast.Ada, title: "Reported by Wim first"), await world.Given.Topic(by: world.Cast.Ada, title: "Reported by Rita second"));
        await world.Visit(wrong).Post($"/report/post/{first.Id}", new { why = "spam" });
        await world.Visit(right).Post($"/report/post/{second.Id}", new { why = "spam" });

        var page = await world.Visit(world.Cast.Mona).Get("/admin/queue");
        Assert.Equal(["Reported by Rita second", "Reported by Wim first"], page.All(".case h2").Select(h => h.TextContent.Trim()));
        Assert.Contains("their reporters were right 4 of 4 times", page.Text);
        Assert.Equal((5.0 / 6, 1.0 / 6), (Math.Round((await world.Given.OpenCase(second.Id))!.Weight, 9) == Math.Round(5.0 / 6, 9) ? 5.0 / 6 : 0, Math.Round((await world.Given.OpenCase(first.Id))!.Weight, 9) == Math.Round(1.0 / 6, 9) ? 1.0 / 6 : 0));

        var crowd = await Task.WhenAll(Enumerable.Range(0, 12).Select(async n => await world.Visit(await world.Given.Newcomer($"Crowd{n}")).Post($"/report/post/{first.Id}", new { why = "spam" })));
        Assert.All(crowd, answer => Assert.Equal(303, answer.Status));
        Assert.Equal(200, (await world.Visit().Get(first.Path)).Status);
        Assert.Equal(Math.Round(1.0 / 6 + 12 * 0.1, 9), Math.Round((await world.Given.OpenCase(first.Id))!.Weight, 9));
    }
}

public sealed class ManyTestsOnSqlite() : ManyTests(Engine.Sqlite);
public sealed class ManyTestsOnPostgres() : ManyTests(Engine.Postgres);
