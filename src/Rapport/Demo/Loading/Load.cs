using Rapport.Demo.Writing;
using Rapport.Governance;
using Rapport.Interchange;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Members;
using Rapport.Reviews;

namespace Rapport.Demo.Loading;

/// Makes the demo community in an empty folder.
static class Load
{
    public static async Task Handle(IServiceProvider services)
    {
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var (brand, archive) = (Brand.Read(), new Archive(Path.Combine(services.GetRequiredService<Installation>().Data, "brand")));
        await BrandCatalog.Load(brand, services, today);
        BrandArchive.Write(brand, archive, today);
        var report = await new Loader(services, archive, Cause.Demo, new() { WithRoles = true }).Run();
        Directory.Delete(archive.Path, recursive: true);
        if (report.Refusals.Count > 0) throw new InvalidOperationException("The demo brand does not load: " + report.Refusals[0]);
        await BrandVisits.Load(services, today);
        await Vouch(brand, services);
        await BrandOrders.Load(brand, services, today);
        await BrandReviews.Load(brand, services, today);
        await BrandStories.Load(services);
        await BrandDesk.Load(brand, services, today);
        await new BrandTrust(brand, services, today).Load();
        await Reckoning.Run(services);
    }

    /// Whoever has been here for long is confirmed, and their words wait for nobody; newcomers' do.
    static async Task Vouch(Brand brand, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, newcomers) = (scope.ServiceProvider.GetRequiredService<Db>(), brand.Desk.Newcomers.Select(n => n.Handle).Concat(brand.Trust.Strangers).ToList());
        db.AddRange((await db.Members.Where(m => m.Role == Role.Member && !newcomers.Contains(m.Handle)).Select(m => new { m.Id, m.JoinedAt }).ToListAsync()).Select(m => new Governance.Vouch(m.Id, null, m.JoinedAt)));
        db.Later(() => db.Members.ExecuteUpdateAsync(s => s.SetProperty(m => m.ConfirmedAt, m => m.JoinedAt)));
        await db.Save();
    }
}
