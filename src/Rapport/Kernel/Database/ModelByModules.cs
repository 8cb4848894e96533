using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Rapport.Kernel.Database;

/// One model for each set of modules: two servers in one process, as tests have them, need not be made of the same.
sealed class ModelByModules : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), designTime,
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!.GetRequiredService<Modules>());
}
