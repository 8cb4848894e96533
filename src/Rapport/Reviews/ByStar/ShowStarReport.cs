using System.Globalization;
using System.Text;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Reviews.ByStar;

/// GET /admin/reviews/by-star?days= and the same as CSV: for everybody who works here.
static class ShowStarReport
{
    public const string Path = "/admin/reviews/by-star";
    public static readonly IReadOnlyList<int> Periods = [30, 90, 365];

    public static async Task<IResult> Show(Db db, Me me, int? days = null)
    {
        me.RequireStaff();
        return Page.Of<StarReportPage>(new { Report = await Report(db, days), Days = Known(days) });
    }

    public static async Task<IResult> Csv(Db db, Me me, HttpContext context, int? days = null)
    {
        me.RequireStaff();
        var report = await Report(db, days);
        var text = new StringBuilder("stars,published,hidden,taken_back,published_share,lower,upper,decided_after_waiting,median_hours,median_lower,median_upper\n");
        foreach (var row in report.Rows)
        {
            var (median, around) = (row.Held.Quantile(0.5), row.Held.QuantileInterval(0.5));
            text.AppendJoin(',', row.Stars, row.Published, row.Hidden, row.TakenBack, Number(row.Share), Number(row.Interval?.Lower), Number(row.Interval?.Upper), row.DecidedAfterWaiting,
                row.Held.N == 0 ? "" : Number(median), row.Held.N == 0 ? "" : Number(around.Lower), row.Held.N == 0 ? "" : Number(around.Upper)).Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $"\nwaiting,{report.Waiting}\n\ntest,p,level,differs\nshare,{Number(report.Share?.P)},{Number(StarReport.Level)},{Answer(report.Share is null, report.SharesDiffer)}\ntime,{Number(report.Time?.P)},{Number(StarReport.Level)},{Answer(report.Time is null, report.TimesDiffer)}\n");
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"reviews-by-star-{db.Clock.GetUtcNow():yyyy-MM-dd}.csv");
    }

    static int? Known(int? days) => Periods.Contains(days ?? 0) ? days : null;

    static Task<StarReport> Report(Db db, int? days) => StarReport.Of(db, Known(days) is { } known ? db.Clock.GetUtcNow().AddDays(-known) : null);

    static string Answer(bool few, bool differs) => few ? "too few" : differs ? "yes" : "no";

    /// An empty value is not known, "inf" is not reached yet.
    static string Number(double? value) => value switch { null => "", double.PositiveInfinity => "inf", { } known => known.ToString("0.######", CultureInfo.InvariantCulture) };
}
