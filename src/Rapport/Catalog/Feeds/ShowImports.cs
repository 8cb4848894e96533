using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Catalog.Feeds;

/// GET /admin/catalog and /admin/catalog/reports/{id}: the lists and what came of reading them, for administrators.
public static class ShowImports
{
    public static async Task<IResult> All(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<ImportsPage>(new
        {
            View = new ImportsView(
                await db.Set<FeedSource>().AsNoTracking().OrderBy(f => f.Name).Take(200).ToListAsync(),
                await db.Set<ImportReport>().AsNoTracking().LatestFirst(r => r.StartedAt).Take(50).ToListAsync()),
        });
    }

    public static async Task<IResult> One(long id, Db db, Me me, TimeProvider clock)
    {
        me.RequireAdministrator();
        var report = await db.Set<ImportReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        var notes = await db.Set<ImportNote>().AsNoTracking().Where(n => n.ReportId == id).OrderBy(n => n.Number).ToListAsync();
        return Page.Of<ReportPage>(new { Report = report, Notes = notes, IsSilent = clock.GetUtcNow() - report.BeatAt > TimeSpan.FromMinutes(3) });
    }
}

/// What the page of lists shows.
public sealed record ImportsView(IReadOnlyList<FeedSource> Feeds, IReadOnlyList<ImportReport> Reports);
