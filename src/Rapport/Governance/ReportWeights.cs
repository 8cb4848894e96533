using Rapport.Kernel.Database;
using Rapport.Members;
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
        var decided = from r in db.Reports join c in db.Cases.Where(c => c.DecidedAt != null) on r.CaseId equals c.Id select new { r.ReporterId, Upheld = c.Verdict == Verdict.Hide || c.Verdict == Verdict.Suspend };
        return await db.Members.AsNoTracking().Where(m => reporters.Contains(m.Id)).Select(m => new
        {
            m.Id, Upheld = decided.Count(d => d.ReporterId == m.Id && d.Upheld), Rejected = decided.Count(d => d.ReporterId == m.Id && !d.Upheld),
            Stands = db.Set<Voice>().Any(v => v.MemberId == m.Id && (v.Known != 0 || v.Received > 0)),
        }).ToDictionaryAsync(m => m.Id, m => ReportRecord.Of(m.Upheld, m.Rejected) is var record && (m.Stands || m.Upheld + m.Rejected > 0) ? record : record with { Weight = record.Weight * Stranger });
    }
}
