using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Search;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Search;

/// The index of each node: quick to follow, able to catch up, and made anew where it is missing or damaged.
public abstract class SearchNodesTests(Engine engine)
{
    static async Task Finds(World node, string word, TimeSpan? most = null) =>
        await Waiting.Eventually(async () => (await node.Visit().Get($"/search?q={word}")).All(".hit").Count > 0, $"{word} to be found", most);

    static SearchReader Reader(World node) => node.Services.GetRequiredService<SearchReader>();

    [Fact]
    public async Task What_is_posted_is_found_on_every_node_within_two_seconds()
    {
        await using var one = await World.Start(engine);
        await using var two = await one.Join();
        await Finds(one, await Topic(one, "warmup"));
        await Finds(two, await Topic(two, "awakening"));
        var seconds = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var word = await Topic(round % 2 == 0 ? one : two, MadeUp.Word());
            var since = Stopwatch.StartNew();

            await Task.WhenAll(Finds(one, word), Finds(two, word));

            seconds.Add(since.Elapsed.TotalSeconds);
        }
        // In the middle: what else the machine has to do holds up one of them.
        Assert.InRange(seconds.Order().ElementAt(2), 0, 2);
        Assert.NotEqual(Reader(one).Folder, Reader(two).Folder);
    }

    [Fact]
    public async Task A_node_that_was_away_catches_up_from_where_it_was()
    {
        await using var home = await World.Start(engine);
        await using (var away = await home.Join())
        {
            await Topic(home, "before");
            await Finds(away, "before");
        }
        await Topic(home, "meanwhile");

        await using var back = await home.Join();

        await Finds(back, "meanwhile");
        await Finds(back, "before");
        Assert.EndsWith("search-2", Reader(back).Folder);
    }

    [Fact]
    public async Task What_a_node_left_behind_that_is_not_here_any_more_is_gone_at_the_next_start()
    {
        var home = await Home.Make(engine);
        await using var _ = home;
        await using (var one = await World.On(home, ownsHome: false, null))
        await using (var two = await one.Join())
        {
            await Finds(two, await Topic(one, "departed"));
            Assert.Equal(2, Directory.GetDirectories(home.Data, "search-*").Length);
        }

        await using var again = await World.On(home, ownsHome: false, null);

        Assert.Equal(await Folder(again), Assert.Single(Directory.GetDirectories(home.Data, "search-*")));
        await Finds(again, "departed");
    }

    [Theory]
    [InlineData(".cfs"), InlineData("segments_")]
    public async Task A_damaged_index_is_built_again_at_the_start(string what)
    {
        var home = await Home.Make(engine);
        await using var _ = home;
        string folder;
        await using (var first = await World.On(home, ownsHome: false, null))
        {
            await Finds(first, await Topic(first, "treasure"));
            folder = Reader(first).Folder!;
        }
        var file = Directory.GetFiles(folder).First(f => Path.GetFileName(f).Contains(what));
        await using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length / 2);

        await using var again = await World.On(home, ownsHome: false, null);

        Assert.Equal(folder, await Folder(again));
        await Finds(again, "treasure");
    }

    static async Task<string?> Folder(World world)
    {
        await Waiting.Eventually(() => Reader(world).Index is not null, "the index to be ready");
        return Reader(world).Folder;
    }

    [Fact]
    public async Task Rebuilding_from_the_command_line_is_refused_while_a_server_holds_the_index()
    {
        var home = await Home.Make(engine);
        await using var _ = home;
        await using (var serving = await World.On(home, ownsHome: false, null))
        {
            await Finds(serving, await Topic(serving, "held"));
            Assert.Contains("Stop it first", (await Assert.ThrowsAsync<Refused>(() => RebuildIndex.Run(serving.Services))).Message);
        }
        await using var offline = World.Build([.. home.Settings]);

        Assert.InRange(await RebuildIndex.Run(offline.Services), 1, 100);
    }

    /// The word itself is the title's last one.
    static async Task<string> Topic(World world, string word)
    {
        await world.Given.Topic(world.Cast.Ada, title: "A question about " + word);
        return word;
    }
}

public sealed class SearchNodesTestsOnSqlite() : SearchNodesTests(Engine.Sqlite);
public sealed class SearchNodesTestsOnPostgres() : SearchNodesTests(Engine.Postgres);
