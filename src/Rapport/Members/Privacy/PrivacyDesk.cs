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
        var chosen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in kinds.Where(k => k.Term is not null && form.ContainsKey(k.Name)))
            if (Read(form[kind.Name], kind) is var days && days != kind.Term!.Days) chosen[kind.Name] = days;
        await settings.Change(db, new RetentionSettings { Days = chosen });
        return Go.To("/admin/privacy?saved=1");
    }

    static int Read(string? text, Retention kind)
    {
        var (least, most) = (kind.Term!.Least, kind.Term.Most);
        return int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= least && days <= most ? days
            : throw new Refused("Write a number of days from {least} to {most}.", ("least", least), ("most", most)) { Field = kind.Name };
    }

    /// Tidies now instead of tonight.
    public static async Task<IResult> TidyNow(Db db, Me me)
    {
        me.RequireAdministrator();
        await db.Enqueue(new Tidy());
        await db.Save();
        return Go.To("/admin/privacy?tidying=1");
    }
}
