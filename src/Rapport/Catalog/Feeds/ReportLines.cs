using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Catalog.Feeds;

/// A report as lines for the command line.
public static class ReportLines
{
    const int MostNotes = 50;

    public static async Task<IReadOnlyList<string>> Of(IServiceProvider services, ImportReport report)
    {
        var db = services.GetRequiredService<Db>();
        var notes = await db.Set<ImportNote>().AsNoTracking().Where(n => n.ReportId == report.Id).OrderBy(n => n.Number).Take(MostNotes).ToListAsync();
        var lines = notes.Select(n => $"row {n.Row}{(n.Sku is null ? "" : $" ({n.Sku})")} {(n.IsTaken ? "taken" : "refused")}: {Saying.Tell(n.Reason, n.Arguments).Plain}").ToList();
        lines.Add(FormattableString.Invariant($"products read {report.Read} added {report.Added} changed {report.Changed} unchanged {report.Unchanged} returned {report.Returned} retired {report.Retired} refused {report.Refused}"));
        if (report.IsTrial) lines.Add("dry run: nothing was stored");
        if (report.Problem is { } problem) lines.Add(Saying.Tell(problem, report.ProblemArguments).Plain);
        return lines;
    }
}
