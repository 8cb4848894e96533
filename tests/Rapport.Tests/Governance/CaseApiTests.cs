using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Tests.Governance;

/// Order in the house, kept by programs.
public abstract class CaseApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;

    [Fact]
    public async Task A_program_reports_and_another_decides_takes_back_and_decides_again()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "Buy my kettles.");
        var (reporter, moderator) = (await RobotOf(await Given.Member()), await RobotOf(Mona));

        var report = await reporter.Post("/reports", new { kind = "post", thing = reply.Id, reason = "spam", note = "Everywhere." });
        Assert.Equal(201, report.Status);
        Assert.Equal(report.Json.GetProperty("id").GetInt64(), (await reporter.Post("/reports", new { kind = "post", thing = reply.Id, reason = "abuse" })).Json.GetProperty("id").GetInt64());
        var about = (await Given.OpenCase(reply.Id))!.Id;
        var shown = (await moderator.Get($"/cases/{about}")).Json;
        Assert.Equal(("seen", "Everywhere."), (shown.GetProperty("state").GetString(), shown.GetProperty("reports")[0].GetProperty("note").GetString()));

        Assert.Equal("hide", (await moderator.Put($"/cases/{about}/decision", new { verdict = "hide", ground = "spam", reason = "Advertising." })).Json.GetProperty("verdict").GetString());
        Assert.Equal(404, (await reporter.Get($"/posts/{reply.Id}")).Status);
        Assert.Contains("Mona decided this already", Said(await (await RobotOf(Alma)).Put($"/cases/{about}/decision", new { verdict = "keep" })));
        Assert.Equal("seen", (await moderator.Delete($"/cases/{about}/decision")).Json.GetProperty("state").GetString());
        Assert.Equal(200, (await reporter.Get($"/posts/{reply.Id}")).Status);
        await moderator.Put($"/cases/{about}/decision", new { verdict = "keep" });
        Assert.Equal("keep", (await reporter.Get("/reports?limit=1")).Json.GetProperty("items")[0].GetProperty("outcome").GetString());
        Assert.Contains((await moderator.Get("/cases?decided=true&limit=100")).Json.GetProperty("items").EnumerateArray(), c => c.GetProperty("id").GetInt64() == about);
    }

    [Fact]
    public async Task What_a_newcomers_program_posts_waits_and_says_so()
    {
        var nia = await Given.Newcomer();
        var (robot, other) = (await RobotOf(nia), await RobotOf(Ben));
        var made = await robot.Post("/topics", new { space = (await Given.Space()).Id, title = "Does a program wait as well?", body = "It should." });
        var id = made.Json.GetProperty("id").GetInt64();

        Assert.Equal(201, made.Status);
        Assert.True(made.Json.GetProperty("opening").GetProperty("held").GetBoolean());
        Assert.Equal(404, (await other.Get($"/topics/{id}")).Status);
        Assert.Equal(404, (await other.Get($"/posts/{id}")).Status);
        await (await RobotOf(Mona)).Put($"/cases/{(await Given.OpenCase(id))!.Id}/decision", new { verdict = "publish" });
        Assert.False((await other.Get($"/posts/{id}")).Json.GetProperty("held").GetBoolean());
    }

    [Fact]
    public async Task Hidden_words_are_in_no_revision_and_come_back_by_restoration()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "You fool.");
        var (author, moderator, other) = (await RobotOf(Ben), await RobotOf(Mona), await RobotOf(Cleo));
        await moderator.Delete($"/posts/{reply.Id}?ground=insult&reason=This+attacks+a+person.");
        Assert.Equal(404, (await other.Get($"/posts/{reply.Id}/revisions")).Status);
        Assert.Equal(422, (await author.Put($"/posts/{reply.Id}/restoration")).Status);
        Assert.Equal(200, (await author.Patch($"/posts/{reply.Id}", new { body = "I think otherwise." })).Status);

        Assert.Equal(200, (await moderator.Put($"/posts/{reply.Id}/restoration")).Status);

        Assert.Contains("I think otherwise.", (await other.Get($"/posts/{reply.Id}")).Body);
        Assert.DoesNotContain("You fool.", (await other.Get($"/posts/{reply.Id}/revisions")).Body);
        Assert.Contains("You fool.", (await moderator.Get($"/posts/{reply.Id}/revisions")).Body);
    }

    [Fact]
    public async Task Only_moderators_programs_see_and_decide_and_only_with_the_scope()
    {
        var topic = await Given.Topic(by: Ada);
        await (await RobotOf(Ben)).Post("/reports", new { kind = "post", thing = topic.Id, reason = "spam" });
        var about = (await Given.OpenCase(topic.Id))!.Id;
        foreach (var (robot, status) in new[] { (await RobotOf(Ada, Scope.Read, Scope.Write), 403), (await RobotOf(Mona, Scope.Read, Scope.Write), 403) })
        {
            Assert.Equal(status, (await robot.Get("/cases")).Status);
            Assert.Equal(status, (await robot.Put($"/cases/{about}/decision", new { verdict = "keep" })).Status);
        }
        Assert.Equal(422, (await (await RobotOf(Mona)).Put($"/cases/{about}/decision", new { verdict = "burn" })).Status);
        Assert.Equal(404, (await (await RobotOf(Mona)).Put("/cases/9007199254740991/decision", new { verdict = "keep" })).Status);
        Assert.Equal(404, (await (await RobotOf(Ben)).Post("/reports", new { kind = "topic", thing = 1, reason = "spam" })).Status);
        Assert.NotNull(await Given.OpenCase(topic.Id));
    }
}

public sealed class CaseApiTestsOnSqlite() : CaseApiTests(Engine.Sqlite);
public sealed class CaseApiTestsOnPostgres() : CaseApiTests(Engine.Postgres);
