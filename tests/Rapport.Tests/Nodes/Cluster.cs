using Rapport.Kernel.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Tests.Nodes;

/// Several nodes on one database, each in a process and a folder of its own, as on machines of their own.
public sealed class Cluster : IAsyncDisposable
{
    readonly List<Node> nodes = [];
    readonly string[] settings;
    readonly string key;

    Cluster(World world, string key, string[] settings) => (World, this.key, this.settings) = (world, key, settings);

    /// A node in the tests' own process, by which they make and look at things.
    public World World { get; }

    public Home Home => World.Home;

    public static async Task<Cluster> Start(int count, params string[] settings)
    {
        var world = await World.Start(Engine.Postgres, null, settings);
        world.Services.GetRequiredService<MasterKey>().Derive("made");
        var cluster = new Cluster(world, await File.ReadAllTextAsync(Path.Combine(world.Home.Data, "master.key")), settings);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => cluster.Join()));
        return cluster;
    }

    public Node this[int number] => nodes[number];

    public async Task<Node> Join(params string[] more)
    {
        var data = Directory.CreateDirectory(Path.Combine(Home.Data, $"node-{Guid.NewGuid():N}")).FullName;
        var node = await Node.Start(Home, null, ["--data", data, "--master-key", key.Trim(), .. settings, .. more]);
        lock (nodes) nodes.Add(node);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        await World.DisposeAsync();
    }
}
