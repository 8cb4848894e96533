using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Search;

/// Throws away every index in the data folder and fills one anew.
public static class RebuildIndex
{
    public static async Task<int> Run(IServiceProvider services)
    {
        Seat.Raze(services.GetRequiredService<Installation>().Data);
        var reader = services.GetRequiredService<SearchReader>();
        await using var scope = services.CreateAsyncScope();
        await reader.Start(scope.ServiceProvider.GetRequiredService<Db>());
        return reader.Index!.Count;
    }
}
