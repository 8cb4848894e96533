using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;

namespace Rapport.Members.Settings;

/// The language of a member's pages and mails, and the zone of their times.
static class ChooseLanguage
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, Installation installation, Locale locale)
    {
        var (language, zone) = (context.Request.Form["language"].ToString(), context.Request.Form["zone"].ToString());
        Choose(await db.Mine(me), language, zone, installation);
        await db.Save();
        locale.Use(language);
        return Go.To("/settings?saved=language");
    }

    public static void Choose(Member member, string language, string zone, Installation installation)
    {
        if (language != member.Language && !installation.Languages.Contains(language)) throw new Refused("Choose one of the languages.") { Field = "language" };
        if (zone != member.Zone && !Zones.Contains(zone)) throw new Refused("Choose one of the time zones.") { Field = "zone" };
        member.Prefer(language, zone);
    }

    /// The IANA names this machine knows.
    public static IReadOnlySet<string> Zones { get; } = new SortedSet<string>(TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && (z.Id.Contains('/', StringComparison.Ordinal) || z.Id == "UTC")).Select(z => z.Id).Append("UTC"), StringComparer.Ordinal);
}
