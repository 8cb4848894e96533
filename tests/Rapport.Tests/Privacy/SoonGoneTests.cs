using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Kernel;
using Rapport.Kernel.Files;
using Rapport.Search;

namespace Rapport.Tests.Privacy;

/// What somebody takes along is gone from files as well, before any night has passed: from stored files, from SQLite's log, and from every node's index with the names they had before.
public abstract class SoonGoneTests(Engine engine)
{
    static readonly Dictionary<string, string> Marks = new() { ["earlier name"] = "Zqformer", ["name"] = "Zqlatter", ["file"] = "zqfilewords", ["post"] = "zqopening" };

    /// A node rests by the tests' clock, twenty times as long as it forgot: where the machine is slow, that is long.
    static readonly TimeSpan ARest = TimeSpan.FromHours(2);

    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow.ToMicroseconds());

    Task<World> Begin() => World.Start(engine, services => services.AddSingleton<TimeProvider>(clock));

    /// A second node: it reads everybody as they are now, all into one file of its index.
    Task<World> Beside(World world) => world.Join(services => services.AddSingleton<TimeProvider>(clock));

    /// What a node owes from its start it has forgotten before anything is renamed.
    Task Rested(params World[] nodes) => Waiting.Eventually(() =>
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        return nodes.All(n => !n.Services.GetRequiredService<SearchReader>().Owing.IsCompleted);
    }, "the nodes to owe nothing");

    /// Renamed, and the name before still stands in an index, until which the nodes may have to have done what they owe from their start.
    Task Renamed(World world, Visitor visitor, World two) => Waiting.Eventually(async () =>
    {
        await Rested(world, two);
        await Rename(world, visitor, "Zqformer Quill");
        await Rename(world, visitor, "Zqlatter Quill");
        clock.Advance(TimeSpan.FromMinutes(2));
        return (await InTheIndex(world, "earlier name")).Count > 0;
    }, "the name before to stay in an index");

    static async Task<List<string>> InTheIndex(World world, string mark) =>
        [.. (await new Traces(world, new Logged(), Marks).FindInTheIndex()).Where(f => f.EndsWith(": " + mark, StringComparison.Ordinal))];

    static async Task Rename(World world, Visitor visitor, string name)
    {
        Assert.Equal(303, (await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name })).Status);
        await world.Settled();
    }

    [Fact]
    public async Task Somebody_who_left_is_in_no_file_any_more()
    {
        await using var world = await Begin();
        var member = await world.Given.Account("Zqformer Quill");
        using var visitor = world.Visit(member);
        var sent = await visitor.Send(HttpMethod.Post, "/files", new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("zqfilewords in a text")), "file", "kettle.txt" } });
        await using var two = await Beside(world);
        await Waiting.Eventually(async () => (await InTheIndex(world, "earlier name")).Count > 0, "the second node to know the first name");
        await Renamed(world, visitor, two);
        var space = await world.Given.Space();
        Assert.Equal(303, (await visitor.Post("/ask", new { kind = "question", space = space.Id, title = "Why does it hum?", body = $"zqopening {sent.Json.GetProperty("markdown").GetString()}" })).Status);
        await world.Settled();
        Assert.NotEmpty(await Stored(world));

        var left = await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "RemoveWords", handle = member.Handle, currentPassword = Given.Password });

        Assert.Equal("/left", left.Location);
        await world.Settled();
        // Each node forgets for itself, at most once in a minute.
        await Waiting.Eventually(async () =>
        {
            clock.Advance(ARest);
            return (await new Traces(world, new Logged(), Marks).Find()).Count == 0;
        }, "every trace to be gone");
        Assert.Empty(await Stored(world));
        Assert.Contains("within minutes", (await visitor.Visit("/left")).Text);
    }

    [Fact]
    public async Task A_file_that_somebody_else_sent_as_well_stays()
    {
        await using var world = await Begin();
        var (member, other) = (await world.Given.Account("Nia"), await world.Given.Account("Noa"));
        using var leaving = world.Visit(member);
        using var staying = world.Visit(other);
        MultipartFormDataContent Same() => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes("the same words")), "file", "kettle.txt" } };
        await leaving.Send(HttpMethod.Post, "/files", Same());
        var theirs = (await staying.Send(HttpMethod.Post, "/files", Same())).Json.GetProperty("url").GetString()!;

        await leaving.Submit(await leaving.Get("/settings/leave"), "/settings/leave", new { choice = "RemoveWords", handle = member.Handle, currentPassword = Given.Password });

        await world.Settled();
        Assert.Equal(200, (await staying.Get(new Uri(new("http://x/"), theirs).AbsolutePath)).Status);
    }

    [Fact]
    public async Task The_name_a_member_had_before_is_gone_from_every_index_after_tidying()
    {
        await using var world = await Begin();
        using var visitor = world.Visit(await world.Given.Account("Nia"));
        await Rename(world, visitor, "Zqformer Quill");
        using var alma = world.Visit(world.Cast.Alma);
        await using var two = await Beside(world);
        await Waiting.Eventually(async () => (await InTheIndex(world, "earlier name")).Count > 0, "the second node to know the first name");
        await Renamed(world, visitor, two);

        Assert.Equal(303, (await alma.Post("/admin/privacy/tidy", new { })).Status);

        await world.Settled();
        await Waiting.Eventually(async () =>
        {
            clock.Advance(ARest);
            return (await InTheIndex(world, "earlier name")).Count == 0;
        }, "both nodes to forget the first name");
    }

    static async Task<List<string>> Stored(World world) =>
        world.Engine == Engine.Postgres ? await world.Query(db => db.Set<Blob>().Select(b => b.Hash).ToListAsync()) : [.. Directory.EnumerateFiles(Path.Combine(world.Home.Data, "files"), "*", SearchOption.AllDirectories)];
}

public sealed class SoonGoneTestsOnSqlite() : SoonGoneTests(Engine.Sqlite);

public sealed class SoonGoneTestsOnPostgres() : SoonGoneTests(Engine.Postgres);
