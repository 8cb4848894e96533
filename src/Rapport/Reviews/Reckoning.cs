using Rapport.Kernel.Database;
using Rapport.Reviews.Ratings;

namespace Rapport.Reviews;

/// All ratings at once, as an operator asks for it.
public static class Reckoning
{
    public static async Task<int> Run(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RatingKeeper>(scope.ServiceProvider).Do(new RateAll(AtOnce: true), default);
        return await scope.ServiceProvider.GetRequiredService<Db>().RatedProducts.CountAsync();
    }
}
