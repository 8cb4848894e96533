using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Reports;

/// GET and POST /report/{kind}/{id}: a member says what is wrong with a thing, and afterwards sees what became of it.
static class ReportThing
{
    public static async Task<IResult> Show(string kind, long id, Db db, Me me, Locale locale, IEnumerable<Governed> governed)
    {
        var (member, of) = (me.Member.Id, Of(kind, governed));
        if (await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.ReporterId == member && r.Kind == kind && r.ThingId == id) is { } mine)
        {
            var about = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == mine.CaseId);
            var told = about is null ? null : await db.RefusedReport(about.Id);
            var objection = told is null ? null : await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.AppealOf == told.Id);
            return Page.Of<ReportedPage>(new { Report = mine, Verdict = objection?.Verdict ?? about?.Verdict, Told = told, Objection = objection });
        }
        var thing = await of.Find(db, me, locale, id);
        return Page.Of<ReportPage>(new { Kind = kind, Thing = thing });
    }

    public static async Task<IResult> Handle(string kind, long id, HttpContext context, Db db, Me me, Locale locale, Tempo tempo, ReportWeights weights, IEnumerable<Governed> governed)
    {
        var form = context.Request.Form;
        await File(kind, id, Enum.TryParse<ReportReason>(form["why"], ignoreCase: true, out var why) ? why : null, form["note"], db, me, locale, tempo, weights, governed);
        return Go.To($"/report/{kind}/{id}");
    }

    /// Whoever reported something that was left as it is asks for another look.
    public static async Task<IResult> Object(string kind, long id, HttpContext context, Db db, Me me)
    {
        await AskAgain(kind, id, context.Request.Form["words"].FirstOrDefault(), db, me);
        return Go.To($"/report/{kind}/{id}");
    }

    public static async Task AskAgain(string kind, long id, string? words, Db db, Me me)
    {
        var by = me.Member.Id;
        var mine = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.ReporterId == by && r.Kind == kind && r.ThingId == id) ?? throw new NotFound();
        var told = await db.RefusedReport(mine.CaseId) ?? throw new Refused("There is no decision against your report.");
        await db.Save(await db.Appeal(told, by, words));
    }

    /// Nothing new where they reported it before.
    public static async Task<Report> File(string kind, long id, ReportReason? why, string? note, Db db, Me me, Locale locale, Tempo tempo, ReportWeights weights, IEnumerable<Governed> governed)
    {
        var (by, of) = (me.Member, Of(kind, governed));
        if (await db.Reports.FirstOrDefaultAsync(r => r.ReporterId == by.Id && r.Kind == kind && r.ThingId == id) is { } before) return before;
        var thing = await of.Find(db, me, locale, id);
        var about = await db.CaseOf(kind, id, thing.AuthorId);
        var report = Report.Of(db.NewId(), about, by, why, note, db.Clock.GetUtcNow());
        db.Add(report);
        await db.Weigh(about, by.Id, weights);
        tempo.Reports(by, await tempo.IsNew(by));
        await db.Save(new ThingReported(about, report.Reason));
        return report;
    }

    static Governed Of(string kind, IEnumerable<Governed> governed) => governed.FirstOrDefault(g => g.Kind == kind) ?? throw new NotFound();
}
