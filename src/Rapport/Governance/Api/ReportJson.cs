using System.ComponentModel;
using Rapport.Governance.Reports;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Governance.Api;

/// What the token's owner reported.
public sealed record ReportJson(long Id, [property: Description("`post` or `member`.")] string Kind, [property: Description("The id of what was reported.")] long Thing, ReportReason Reason, string Note, DateTimeOffset At,
    [property: Description("What was decided; null while it waits.")] Verdict? Outcome)
{
    public static ReportJson Example => new(1201, "post", 1043, ReportReason.Spam, "They sell everywhere.", new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), Verdict.Hide);
}

public sealed record NewReport([property: Description("`post` or `member`.")] string Kind, [property: Description("The id of what is reported.")] long Thing, ReportReason Reason, [property: Description("In your own words; needed for `other`.")] string? Note = null)
{
    public static NewReport Example => new("post", 1043, ReportReason.Spam, "They sell everywhere.");
}

static class TheReports
{
    public static async Task<Paged<ReportJson>> List([AsParameters] Paging paging, Db db, Me me)
    {
        var id = me.Member.Id;
        var mine = db.Reports.AsNoTracking().Where(r => r.ReporterId == id);
        var rows = await (from r in mine.LatestFirst(r => r.At, paging.AfterMoment).Take(paging.Take)
                          join c in db.Cases on r.CaseId equals c.Id into cases
                          from c in cases.DefaultIfEmpty()
                          orderby r.At descending, r.Id descending
                          select new ReportJson(r.Id, r.Kind, r.ThingId, r.Reason, r.Note, r.At, c.Verdict)).ToListAsync();
        return paging.Of(rows, r => Paging.Moment(r.At, r.Id));
    }

    public static async Task<Made<ReportJson>> File(NewReport said, Db db, Me me, Locale locale, Tempo tempo, ReportWeights weights, IEnumerable<Governed> governed)
    {
        var report = await ReportThing.File(said.Kind, said.Thing, said.Reason, said.Note, db, me, locale, tempo, weights, governed);
        var about = report.CaseId;
        return new("/reports", new(report.Id, report.Kind, report.ThingId, report.Reason, report.Note, report.At, await db.Cases.Where(c => c.Id == about).Select(c => c.Verdict).FirstOrDefaultAsync()));
    }
}
