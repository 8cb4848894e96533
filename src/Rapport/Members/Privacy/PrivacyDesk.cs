using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Privacy;

/// /privacy/data for everybody: what is stored, in plain words. /admin/privacy for administrators: how long, and what was tidied.
static class PrivacyDesk
{
    public static IResult ShowData() => Page.Of<DataPage>().Tagged("privacy");

    public static async Task<IResult> Show(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<PrivacyPage>(new { Tidied = await db.Set<Tidied>().AsNoTracking().ToDictionaryAsync(t => t.Kind) });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings, IEnumerable<Retention> kinds)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Choose(kinds.Where(k => k.Term is not null && form.ContainsKey(k.Name)).ToDictionary(k => k.Name, k => int.TryParse(form[k.Name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0), db, settings, kinds);
        return Go.To("/admin/privacy?saved=1");
    }

    /// So many days instead of the usual ones, for those that are named; for the others the usual ones.
    public static Task Choose(IReadOnlyDictionary<string, int> days, Db db, SiteSettings settings, IEnumerable<Retention> kinds)
    {
        var chosen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, said) in days)
        {
            var term = kinds.FirstOrDefault(k => k.Name == name)?.Term ?? throw new Refused("Nothing of this name is kept for a number of days.") { Field = name };
            if (said < term.Least || said > term.Most) throw new Refused("Write a number of days from {least} to {most}.", ("least", term.Least), ("most", term.Most)) { Field = name };
            if (said != term.Days) chosen[name] = said;
        }
        return settings.Change(db, new RetentionSettings { Days = chosen });
    }

    /// Tidies now instead of tonight.
    public static async Task<IResult> TidyNow(Db db, Me me)
    {
        me.RequireAdministrator();
        await Soon(db);
        return Go.To("/admin/privacy?tidying=1");
    }

    public static async Task Soon(Db db)
    {
        await db.Enqueue(new Tidy());
        await db.Save();
    }
}
