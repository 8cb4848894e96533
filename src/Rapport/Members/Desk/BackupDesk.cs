using Rapport.Kernel;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// /admin/backups: whether there are any, a schedule, and one now.
static class BackupDesk
{
    const int Most = 30;

    public static async Task<IResult> Show(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<BackupPage>(new { Backups = await db.Set<Backup>().AsNoTracking().LatestFirst(b => b.AskedAt).Take(Most).ToListAsync() });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Choose(form["every"].ToString(), int.TryParse(form["hour"], out var hour) ? hour : -1, int.TryParse(form["keep"], out var keep) ? keep : 0, db, settings);
        return Go.To("/admin/backups?saved=1");
    }

    /// How often, at which hour, and how many are kept.
    public static Task Choose(string every, int hour, int keep, Db db, SiteSettings settings)
    {
        if (every is not ("" or "day" or "week")) throw new Refused("Choose how often.") { Field = "every" };
        if (hour is < 0 or > 23) throw new Refused("An hour is a number from 0 to 23.") { Field = "hour" };
        if (keep is < 1 or > 365) throw new Refused("Keep 1 to 365 backups.") { Field = "keep" };
        return settings.Change(db, new BackupSettings { Every = every.Length == 0 ? null : every, Hour = hour, Keep = keep });
    }

    public static async Task<IResult> Now(Db db, Me me, Wake wake)
    {
        me.RequireAdministrator();
        await Ask(db, wake);
        return Go.To("/admin/backups?asked=1");
    }

    public static async Task<Backup> Ask(Db db, Wake wake)
    {
        if (await db.Set<Backup>().AnyAsync(b => b.FinishedAt == null && b.Problem == null)) throw new Refused("A backup is being taken already.");
        var backup = new Backup(db.NewId(), db.Clock.GetUtcNow());
        db.Add(backup);
        db.Audit("backup.asked", backup);
        await db.Save();
        wake.Ring();
        return backup;
    }
}
