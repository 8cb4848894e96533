using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Trust.Appointed;

/// A helper as the administration lists them.
public sealed record HelperRow(long Id, long Member, string Name, string Handle, long? Area, DateTimeOffset Since, string? By);

/// /admin/helpers: whom the brand made a helper, of one space or all.
static class AppointHelper
{
    const int Most = 200;

    public static async Task<IResult> Show(Db db, Me me, AllAreas areas)
    {
        me.RequireAdministrator();
        return Page.Of<HelpersPage>(new { Rows = await Rows(db), Areas = await areas(db, me) });
    }

    public static Task<List<HelperRow>> Rows(Db db) => (
        from a in db.Appointments.AsNoTracking().Where(a => a.EndedAt == null)
        join m in db.Members on a.MemberId equals m.Id
        join b in db.Members on a.AppointedBy equals b.Id
        orderby a.AppointedAt descending, a.Id descending
        select new HelperRow(a.Id, m.Id, m.Name, m.Handle, a.AreaId, a.AppointedAt, b.LeftAt == null ? b.Name : null)).Take(Most).ToListAsync();

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, AllAreas areas, Audiences audiences)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Appoint(form["who"], long.TryParse(form["area"], out var area) ? area : null, db, me, areas, audiences);
        return Go.To("/admin/helpers?saved=1");
    }

    public static async Task<Appointment> Appoint(string? who, long? area, Db db, Me me, AllAreas areas, Audiences audiences)
    {
        me.RequireAdministrator();
        var member = await db.Meant(who);
        if (area is { } one && !(await areas(db, me)).ContainsKey(one)) throw new Refused("There is no such space.") { Field = "area" };
        if (await db.Appointments.AnyAsync(a => a.MemberId == member.Id && a.AreaId == area && a.EndedAt == null)) throw new Refused("{name} is a helper there already.", ("name", member.Name)) { Field = "who" };
        var appointment = new Appointment(db.NewId(), member, area, me.Member, db.Clock.GetUtcNow());
        if (area is { } place && !await MayEnter(member, place, db, areas, audiences)) throw new Refused("{name} does not see this space, so they cannot help there. Let them in first.", ("name", member.Name)) { Field = "area" };
        db.Add(appointment);
        db.Audit("helper.appointed", member);
        await db.Save(new HelperAppointed(appointment));
        return appointment;
    }

    static async Task<bool> MayEnter(Member member, long area, Db db, AllAreas areas, Audiences audiences)
    {
        var they = new Me();
        they.Become(member, await audiences.Of(db, member.Id));
        return (await areas(db, they)).ContainsKey(area);
    }

    public static async Task<IResult> End(long id, Db db, Me me)
    {
        await Finish(id, db, me);
        return Go.To("/admin/helpers?saved=1");
    }

    public static async Task Finish(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var appointment = await db.Appointments.FirstOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        appointment.End(me.Member, db.Clock.GetUtcNow());
        var member = await db.Members.FirstAsync(m => m.Id == appointment.MemberId);
        db.Audit("helper.ended", member);
        await db.Save(new HelperAppointed(appointment));
    }
}
