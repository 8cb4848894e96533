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
}
