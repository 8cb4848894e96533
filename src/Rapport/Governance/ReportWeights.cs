using Rapport.Kernel.Database;

namespace Rapport.Governance;

/// How often a member's reports were upheld and rejected, and how much one of theirs weighs.
public sealed record ReportRecord(int Upheld, int Rejected, double Weight)
{
    /// As if one of two had been right before the first: nobody is believed or doubted from the beginning.
    public static ReportRecord Of(int upheld, int rejected) => new(upheld, rejected, (upheld + 1.0) / (upheld + rejected + 2.0));

    public static readonly ReportRecord Unknown = Of(0, 0);
}

/// What the reports of these members weigh: it orders the queue, and hides nothing. A module that knows what members earned puts another in its place.
public delegate Task<IReadOnlyDictionary<long, ReportRecord>> ReportWeights(Db db, IReadOnlyList<long> reporters);

static class OwnRecord
{
    public static async Task<IReadOnlyDictionary<long, ReportRecord>> Of(Db db, IReadOnlyList<long> reporters)
    {
        if (reporters.Count == 0) return new Dictionary<long, ReportRecord>();
        var decided = await (from r in db.Reports.AsNoTracking().Where(r => r.ReporterId != null && reporters.Contains(r.ReporterId!.Value))
                             join c in db.Cases.Where(c => c.DecidedAt != null) on r.CaseId equals c.Id
                             group c by r.ReporterId!.Value into g
                             select new { g.Key, Upheld = g.Count(c => c.Verdict == Verdict.Hide || c.Verdict == Verdict.Suspend), All = g.Count() }).ToListAsync();
        return decided.ToDictionary(d => d.Key, d => ReportRecord.Of(d.Upheld, d.All - d.Upheld));
    }
}
