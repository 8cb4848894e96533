using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;

namespace Rapport.Members.Desk;

/// GET /admin/audit: every decision over people, words and settings, the newest first.
public static class AuditList
{
    const int PerPage = 50;
    static readonly string[] OfAdministrators = ["settings.", "webhook.", "shop.", "community.", "backup.", "installation.", "feed."];

    public sealed record Row(long Id, DateTimeOffset At, string Act, string SubjectKind, long SubjectId, string? Reason, long? Actor, string? ActorName, string? SubjectName);

    public static async Task<IResult> Show(Db db, Me me, string? act = null, string? after = null)
    {
        me.RequireModerator();
        var found = await Rows(db, me, act, Moment.Read(after), PerPage + 1);
        return Page.Of<AuditPage>(new { Rows = found.Take(PerPage).ToList(), Act = act, Next = found.Count > PerPage ? new Moment(found[PerPage - 1].At, found[PerPage - 1].Id).ToString() : null });
    }

    public static Task<List<Row>> Rows(Db db, Me me, string? act, Moment? after, int count)
    {
        var rows = db.Set<AuditRow>().AsNoTracking();
        // What only administrators may do concerns them alone.
        if (!me.IsAdministrator)
            foreach (var kind in OfAdministrators) rows = rows.Where(a => !a.Act.StartsWith(kind));
        if (!string.IsNullOrEmpty(act)) rows = rows.Where(a => a.Act.StartsWith(act));
        return (from row in rows.LatestFirst(a => a.At, after).Take(count)
                join member in db.Set<Member>() on row.Actor equals (long?)member.Id into actors
                from member in actors.DefaultIfEmpty()
                join about in db.Set<Member>().Where(m => m.LeftAt == null) on row.SubjectId equals about.Id into subjects
                from about in subjects.DefaultIfEmpty()
                orderby row.At descending, row.Id descending
                select new Row(row.Id, row.At, row.Act, row.SubjectKind, row.SubjectId, row.Reason, row.Actor, member!.Name, row.SubjectKind == "member" ? about!.Name : null)).ToListAsync();
    }
}
