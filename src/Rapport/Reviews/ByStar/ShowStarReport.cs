using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Reviews.ByStar;

/// GET /admin/reviews/by-star?days= and the same as CSV: for everybody who works here.
static class ShowStarReport
{
    public const string Path = "/admin/reviews/by-star";

    public static async Task<IResult> Show(Db db, Me me, int? days = null)
    {
        me.RequireStaff();
        return Page.Of<StarReportPage>(new { Report = await StarReport.Of(db, OutcomeReport.From(db, days)), Days = OutcomeReport.Known(days) });
    }

    public static async Task<IResult> Csv(Db db, Me me, HttpContext context, int? days = null)
    {
        me.RequireStaff();
        return (await StarReport.Of(db, OutcomeReport.From(db, days))).Csv(db, context);
    }
}
