using Rapport.Kernel.Database;
using Rapport.Trust;

namespace Rapport.Governance;

/// How often a member's reports were upheld and rejected, and how much one of theirs weighs.
public sealed record ReportRecord(int Upheld, int Rejected, double Weight)
{
    /// As if one of two had been right before the first: nobody is believed or doubted from the beginning.
    public static ReportRecord Of(int upheld, int rejected) => new(upheld, rejected, (upheld + 1.0) / (upheld + rejected + 2.0));

    public static readonly ReportRecord Unknown = Of(0, 0);
}

/// What the reports of these members weigh: it orders the queue, and hides nothing.
public delegate Task<IReadOnlyDictionary<long, ReportRecord>> ReportWeights(Db db, IReadOnlyList<long> reporters);

static class OwnRecord
{
    /// Whoever neither bought nor helped, and of whom no report was judged yet, may be one person with many accounts.
    const double Stranger = .2;

    public static async Task<IReadOnlyDictionary<long, ReportRecord>> Of(Db db, IReadOnlyList<long> reporters)
    {
        if (reporters.Count == 0) return new Dictionary<long, ReportRecord>();
        var decided = await (from r in db.Reports.AsNoTracking().Where(r => r.ReporterId != null && reporters.Contains(r.ReporterId!.Value))
                             join c in db.Cases.Where(c => c.DecidedAt != null) on r.CaseId equals c.Id
                             group c by r.ReporterId!.Value into g
                             select new { g.Key, Upheld = g.Count(c => c.Verdict == Verdict.Hide || c.Verdict == Verdict.Suspend), All = g.Count() }).ToListAsync();
        var stand = await db.Voices.Where(v => reporters.Contains(v.MemberId) && (v.Known != 0 || v.Received > 0)).Select(v => v.MemberId).ToListAsync();
        var records = decided.ToDictionary(d => d.Key, d => ReportRecord.Of(d.Upheld, d.All - d.Upheld));
        return reporters.ToDictionary(r => r, r => records.TryGetValue(r, out var record) ? record : stand.Contains(r) ? ReportRecord.Unknown : ReportRecord.Unknown with { Weight = ReportRecord.Unknown.Weight * Stranger });
    }
}
