namespace Rapport.Tests.Kernel;

public sealed class KillTests
{
    static async Task<Writers> Writing(Home home)
    {
        await using var world = await World.On(home, ownsHome: false, null);
        var writers = new Writers(home);
        await writers.Begin(world);
        return writers;
    }

    [Fact]
    public async Task A_server_on_sqlite_killed_again_and_again_loses_nothing_it_acknowledged()
    {
        await using var home = await Home.Make(Engine.Sqlite);
        var writers = await Writing(home);
        for (var round = 0; round < 4; round++)
        {
            await using var node = await Node.Start(home);
            writers.Write(node.Client);
            await writers.More(25 + 30 * round);
            await node.Kill();
        }
        await writers.AllIsThere();
    }

    [Fact]
    public async Task Nodes_on_postgresql_join_and_are_killed_and_nothing_acknowledged_is_lost()
    {
        await using var home = await Home.Make(Engine.Postgres);
        var writers = await Writing(home);
        await using var first = await Node.Start(home);
        writers.Write(first.Client);
        await using var second = await Node.Start(home);
        writers.Write(second.Client);
        await writers.More(60);
        await first.Kill();
        await writers.More(40);
        await using var third = await Node.Start(home);
        writers.Write(third.Client);
        await writers.More(60);
        await second.Kill();
        await writers.More(40);
        await third.Kill();
        await writers.AllIsThere();
    }
}
