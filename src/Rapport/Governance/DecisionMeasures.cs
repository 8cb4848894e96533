using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Governance;

/// How decisions of one group fare: how many, how many were wrong as another look found, and how long they took.
public sealed record Fared(int Decisions, int Reversed, int Appealed, int Upheld, IReadOnlyList<double> Hours)
{
    public double? ReversalRate => Decisions == 0 ? null : (double)Reversed / Decisions;
    public Interval? ReversalInterval => Decisions == 0 ? null : Proportion.Wilson(Reversed, Decisions);

    /// Of those that were looked at again on appeal, how many stayed.
    public double? Agreement => Appealed == 0 ? null : (double)Upheld / Appealed;
    public Interval? AgreementInterval => Appealed == 0 ? null : Proportion.Wilson(Upheld, Appealed);

    public double? Median => Hours.Count == 0 ? null : Quantile.Of([.. Hours], 0.5);
    public Interval? MedianInterval => Hours.Count == 0 ? null : Quantile.IntervalOf([.. Hours], 0.5);
}

/// What was decided in a period, by rule and by moderator. A decision is reversed where an appeal was granted, a moderator restored what was hidden,
/// or somebody else took it back; who takes back their own was mistaken for a moment, and that is not counted.
public sealed record DecisionMeasures(DateTimeOffset? Since, Fared All, IReadOnlyList<(Ground? Ground, string? Rule, Fared Fared)> ByRule, IReadOnlyList<(long? By, Fared Fared)> ByModerator, IReadOnlyDictionary<Verdict, int> Verdicts)
{
    sealed record Row(long Id, Verdict Verdict, Ground? Ground, string? Rule, long? By, Origin Origin, DateTimeOffset OpenedAt, DateTimeOffset DecidedAt, Ending? Ending, long? EndedBy, long? AppealOf)
    {
        public bool IsReversed => Ending is Governance.Ending.Appealed or Governance.Ending.Restored || Ending == Governance.Ending.Undone && EndedBy != By;
    }

    public static async Task<DecisionMeasures> Of(Db db, DateTimeOffset? since)
    {
        var statements = db.Statements.AsNoTracking();
        if (since is { } from) statements = statements.Where(s => s.DecidedAt >= from);
        var rows = await statements.Select(s => new Row(s.Id, s.Verdict, s.Ground, s.Rule, s.DecidedBy, s.Origin, s.OpenedAt, s.DecidedAt, s.Ending, s.EndedBy, s.AppealOf)).ToListAsync();
        // Whoever appealed lately may have done so against what was decided before the period: it counts where the decision does.
        var answered = rows.Where(r => r.AppealOf is not null && r.Ending != Governance.Ending.Undone).Select(r => r.AppealOf!.Value).ToHashSet();
        Fared Count(IEnumerable<Row> some)
        {
            var all = some.ToList();
            var appealed = all.Where(r => answered.Contains(r.Id)).ToList();
            return new(all.Count, all.Count(r => r.IsReversed), appealed.Count, appealed.Count(r => r.Ending != Governance.Ending.Appealed), [.. all.Where(r => r.Origin != Origin.Own).Select(r => (r.DecidedAt - r.OpenedAt).TotalHours).Order()]);
        }
        var restricting = rows.Where(r => r.Verdict is Verdict.Hide or Verdict.Suspend or Verdict.Quiet).ToList();
        return new(since, Count(restricting), [.. restricting.GroupBy(r => (r.Ground, r.Rule)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Ground).ThenBy(g => g.Key.Rule).Select(g => (g.Key.Ground, g.Key.Rule, Count(g)))],
            [.. rows.GroupBy(r => r.By).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (g.Key, Count(g)))], rows.GroupBy(r => r.Verdict).ToDictionary(g => g.Key, g => g.Count()));
    }
}
