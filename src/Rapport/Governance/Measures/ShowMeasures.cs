using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Measures;

/// GET /admin/queue/measures?days=: how decisions fare, by rule and by moderator. For moderators.
static class ShowMeasures
{
    public const string Path = "/admin/queue/measures";

    public static async Task<IResult> Handle(Db db, Me me, SiteSettings settings, int? days = null)
    {
        me.RequireModerator();
        var measures = await DecisionMeasures.Of(db, OutcomeReport.From(db, days));
        var ids = measures.ByModerator.Select(m => m.By).OfType<long>().ToList();
        var names = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Name);
        return Page.Of<MeasuresPage>(new { Of = measures, Names = names, Days = OutcomeReport.Known(days), Rules = settings.Of<ModerationSettings>() });
    }
}
