using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;

namespace Rapport.Members.Desk;

/// GET /admin/audit: every decision over people, words and settings, the newest first.
public static class AuditList
{
    const int PerPage = 50;
    static readonly string[] OfAdministrators = ["settings.", "webhook.", "shop.", "community.", "backup.", "installation."];

    public sealed record Row(long Id, DateTimeOffset At, string Act, string SubjectKind, long SubjectId, string? Reason, long? Actor, string? ActorName);

    public static async Task<IResult> Show(Db db, Me me, string? act = null, long? after = null)
    {
        me.RequireModerator();
        var found = await Rows(db, me, act, after, PerPage + 1);
        return Page.Of<AuditPage>(new { Rows = found.Take(PerPage).ToList(), Act = act, Next = found.Count > PerPage ? found[PerPage - 1].Id : (long?)null });
    }

    public static Task<List<Row>> Rows(Db db, Me me, string? act, long? after, int count)
    {
        var rows = db.Set<AuditRow>().AsNoTracking();
        // What only administrators may do concerns them alone.
        if (!me.IsAdministrator)
            foreach (var kind in OfAdministrators) rows = rows.Where(a => !a.Act.StartsWith(kind));
        if (!string.IsNullOrEmpty(act)) rows = rows.Where(a => a.Act.StartsWith(act));
        if (after is { } last) rows = rows.Where(a => a.Id < last);
        return (from row in rows.OrderByDescending(a => a.Id).Take(count)
                join member in db.Set<Member>() on row.Actor equals (long?)member.Id into actors
                from member in actors.DefaultIfEmpty()
                orderby row.Id descending
                select new Row(row.Id, row.At, row.Act, row.SubjectKind, row.SubjectId, row.Reason, row.Actor, member!.Name)).ToListAsync();
    }
}
