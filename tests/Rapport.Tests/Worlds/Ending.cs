using Rapport.Tests.Worlds;

[assembly: AssemblyFixture(typeof(Ending))]

namespace Rapport.Tests.Worlds;

/// Stops the shared worlds after the last test and takes their data away.
public sealed class Ending : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Browser.Stop();
        await World.StopShared();
        await Home.Raze();
    }
}
