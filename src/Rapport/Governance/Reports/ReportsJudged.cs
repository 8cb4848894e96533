using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Trust;

namespace Rapport.Governance.Reports;

/// Whether those who reported something were right, as a moderator saw it.
sealed class ReportsJudged : EvidenceSource
{
    public override IReadOnlyList<Type> Hears => [typeof(CaseDecided), typeof(CaseReopened)];

    public override async Task<IReadOnlyList<Evidence>> Read(Db db, IReadOnlyList<Recorded> events)
    {
        var cases = events.Where(e => e.Event is CaseDecided or CaseReopened).Select(e => e.Subject.Id).Distinct().ToList();
        if (cases.Count == 0) return [];
        var reporters = (await db.Reports.AsNoTracking().Where(r => cases.Contains(r.CaseId) && r.ReporterId != null).OrderBy(r => r.Id).Select(r => new { r.CaseId, Reporter = r.ReporterId!.Value, r.At }).ToListAsync()).ToLookup(r => r.CaseId);
        return [.. events.SelectMany(e => e.Event switch
        {
            CaseDecided decided => reporters[e.Subject.Id].Where(r => r.At <= e.At).Select(r => new ReportJudged(e.Position, e.At, r.Reporter, WasRight(decided.Verdict))),
            CaseReopened reopened => reporters[e.Subject.Id].Where(r => r.At <= e.At).Select(r => new ReportJudged(e.Position, e.At, r.Reporter, WasRight(reopened.Before), -1)),
            _ => [],
        })];
    }

    static bool WasRight(Verdict verdict) => verdict is Verdict.Hide or Verdict.Suspend;
}
