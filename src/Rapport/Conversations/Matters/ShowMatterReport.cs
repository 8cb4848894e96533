using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Matters;

/// GET /admin/matters?days= and the same as CSV: for everybody who works here.
static class ShowMatterReport
{
    public const string Path = "/admin/matters";

    public static async Task<IResult> Show(Db db, Me me, int? days = null)
    {
        me.RequireStaff();
        return Page.Of<MatterReportPage>(new { Report = await MatterReport.Of(db, OutcomeReport.From(db, days)), Days = OutcomeReport.Known(days) });
    }

    public static async Task<IResult> Csv(Db db, Me me, HttpContext context, int? days = null)
    {
        me.RequireStaff();
        return (await MatterReport.Of(db, OutcomeReport.From(db, days))).Csv(db, context);
    }
}
