using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Governance;
using Rapport.Kernel;

namespace Rapport.Tests.Governance;

/// How much anybody writes and reports at once.
public abstract class PaceTests(Engine engine) : InWorld(engine)
{
    static async Task<int> Written(Visitor visitor, long topic, int times)
    {
        for (var n = 0; n < times; n++)
            if ((await visitor.Post($"/topics/{topic}/replies", new { body = $"Word {n}" })) is { Status: not 303 } refused)
            {
                Assert.Equal(429, refused.Status);
                Assert.Matches("Go on in [0-9]+ (second|minute|hour)s?\\.", refused.Text);
                return n;
            }
        return times;
    }

    [Fact]
    public async Task Who_floods_is_refused_in_words_that_say_when_to_go_on_and_a_newcomer_sooner()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        var topic = await world.Given.Topic(by: world.Cast.Ada);

        // A minute of the clock may end meanwhile: twice as much fits around its edge.
        Assert.InRange(await Written(world.Visit(world.Cast.Ben), topic.Id, 20), 6, 12);
        Assert.InRange(await Written(world.Visit(await world.Given.Newcomer()), topic.Id, 20), 2, 4);
        Assert.Equal(20, await Written(world.Visit(world.Cast.Emil), topic.Id, 20));
    }

    [Fact]
    public async Task A_program_that_floods_is_told_when_to_come_back()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        var robot = await Robot.For(world, await world.Given.Newcomer());
        Response answer = null!;
        for (var n = 0; n < 5 && answer is not { Status: >= 400 }; n++) answer = await robot.Post($"/topics/{topic.Id}/replies", new { body = $"Word {n}" });

        Assert.Equal((429, "too-many"), (answer.Status, answer.Json.GetProperty("code").GetString()));
        Assert.InRange(int.Parse(answer.Header("Retry-After")!), 1, 86_400);
        Assert.Matches("Go on in [0-9]+ (second|minute|hour)s?\\.", answer.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Words_side_by_side_are_all_counted()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        var ben = world.Visit(world.Cast.Ben);
        await ben.Get("/");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => ben.Post($"/topics/{topic.Id}/replies", new { body = $"At once {n}" })));

        Assert.InRange(answers.Count(a => a.Status == 303), 6, 12);
        Assert.All(answers.Where(a => a.Status != 303), a => Assert.Equal(429, a.Status));
    }

    [Fact]
    public async Task Servers_whose_clocks_differ_count_as_one()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.ToMicroseconds());
        var late = new FakeTimeProvider(clock.GetUtcNow().AddMinutes(-1));
        await using var world = await World.Start(Engine, services => services.AddSingleton<TimeProvider>(clock), "--limits", "1");
        await using var other = await world.Join(services => services.AddSingleton<TimeProvider>(late), "--limits", "1");
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        var both = new[] { world, other }.Select(w => w.Visit(world.Cast.Ben)).ToList();

        var written = 0;
        for (var n = 0; n < 16; n++) written += (await both[n % 2].Post($"/topics/{topic.Id}/replies", new { body = $"By turns {n}" })).Status == 303 ? 1 : 0;

        Assert.Equal(6, written);
    }

    [Fact]
    public async Task A_clock_that_was_days_ahead_keeps_nobody_from_writing_once_it_is_right()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.ToMicroseconds());
        var ahead = new FakeTimeProvider(clock.GetUtcNow().AddDays(3));
        await using var world = await World.Start(Engine, services => services.AddSingleton<TimeProvider>(clock), "--limits", "1");
        await using var other = await world.Join(services => services.AddSingleton<TimeProvider>(ahead), "--limits", "1");
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        Assert.Equal(1, await Written(other.Visit(world.Cast.Ben), topic.Id, 1));

        Assert.Equal(6, await Written(world.Visit(world.Cast.Ben), topic.Id, 20));
    }

    [Fact]
    public async Task Reports_have_limits_of_their_own()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        var ben = world.Visit(world.Cast.Ben);
        var statuses = new List<int>();
        for (var n = 0; n < 12; n++) statuses.Add((await ben.Post($"/report/post/{(await world.Given.Topic(by: world.Cast.Ada)).Id}", new { why = "spam" })).Status);

        Assert.InRange(statuses.Count(s => s == 303), 5, 10);
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_counts_nothing()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        var (topic, ben) = (await world.Given.Topic(by: world.Cast.Ada), world.Visit(world.Cast.Ben));

        for (var n = 0; n < 15; n++) Assert.Contains("Write something first.", (await ben.Post($"/topics/{topic.Id}/replies", new { body = " " })).Text);

        Assert.Equal(0, await world.Query(db => db.Set<Pace>().CountAsync(p => p.MemberId == world.Cast.Ben.Id)));
    }
}

public sealed class PaceTestsOnSqlite() : PaceTests(Engine.Sqlite);
public sealed class PaceTestsOnPostgres() : PaceTests(Engine.Postgres);
