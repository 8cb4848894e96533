using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Catalog.Feeds;

/// Counts what an import does and writes it into its report as it goes.
sealed class ImportTally(ImportReport report, Db db, TimeProvider clock)
{
    readonly List<ImportNote> waiting = [];
    int notes;

    public ImportReport Report => report;

    public void Count(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Added: report.Added++; break;
            case Outcome.Changed: report.Changed++; break;
            case Outcome.Returned: report.Returned++; break;
            default: report.Unchanged++; break;
        }
    }

    public void Refuse(FeedRow row, Refused reason)
    {
        report.Refused++;
        Keep(row, reason, taken: false);
    }

    public void Note(FeedRow row, Refused reason)
    {
        report.Noted++;
        Keep(row, reason, taken: true);
    }

    void Keep(FeedRow row, Refused reason, bool taken)
    {
        if (++notes > ImportNote.Most) return;
        waiting.Add(new ImportNote { ReportId = report.Id, Number = notes, Row = row.Number, Sku = ReadRow.Sku(row), Reason = reason.Message, Arguments = Saying.Keep(reason), IsTaken = taken });
    }

    /// A sign of life every few seconds: how far it has come, what was refused on the way, and that the list is still being read.
    public async Task Beat()
    {
        if (waiting.Count >= 100 || clock.GetUtcNow() - report.BeatAt > TimeSpan.FromSeconds(2)) await Store();
    }

    public async Task Store()
    {
        report.BeatAt = clock.GetUtcNow();
        db.Forget();
        db.AddRange(waiting);
        db.Later(Write);
        await db.Save();
        waiting.Clear();
        db.Forget();
    }

    async Task Write()
    {
        var row = report;
        await db.Set<ImportReport>().Where(r => r.Id == row.Id).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.BeatAt, row.BeatAt).SetProperty(r => r.EndedAt, row.EndedAt).SetProperty(r => r.Read, row.Read).SetProperty(r => r.Added, row.Added)
            .SetProperty(r => r.Changed, row.Changed).SetProperty(r => r.Unchanged, row.Unchanged).SetProperty(r => r.Returned, row.Returned).SetProperty(r => r.Retired, row.Retired)
            .SetProperty(r => r.Refused, row.Refused).SetProperty(r => r.Noted, row.Noted).SetProperty(r => r.Problem, row.Problem)
            .SetProperty(r => r.ProblemArguments, row.ProblemArguments).SetProperty(r => r.IsShrunk, row.IsShrunk));
        await db.Set<FeedSource>().Where(f => f.Id == row.FeedId && f.LockedUntil != null)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LockedUntil, row.BeatAt + FeedSource.Lease));
    }
}
