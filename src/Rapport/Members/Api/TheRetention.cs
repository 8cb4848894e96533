using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Site;
using Rapport.Members.Privacy;

namespace Rapport.Members.Api;

/// A kind of data that is kept here: what, what for, who sees it, and how long.
public sealed record RetentionJson(string Name, string What, string Why, SeenBy SeenBy, [property: Description("Null where it stays until something happens.")] int? Days, [property: Description("What it stays until.")] string? Until, [property: Description("The fewest days that can be chosen.")] int? Least, int? Most,
    [property: Description("For administrators: when what was old was deleted last.")] DateTimeOffset? TidiedAt = null, [property: Description("And how much that was.")] long? Removed = null)
{
    public static RetentionJson Example => new("mails", "Mails we sent", "To send a mail again when the mail server was away, and to answer the question whether it left.", SeenBy.Administrators, 30, null, 1, 365, new(2026, 3, 1, 3, 37, 0, TimeSpan.Zero), 41);
}

/// For how many days, by the names of the kinds; what is left out stays.
public sealed record RetentionChange(IReadOnlyDictionary<string, int> Days)
{
    public static RetentionChange Example => new(new Dictionary<string, int> { ["mails"] = 14 });
}

static class TheRetention
{
    public static async Task<Paged<RetentionJson>> List(Db db, Me me, SiteSettings settings, IEnumerable<Retention> kinds, Locale locale)
    {
        var (chosen, tidied) = (settings.Of<RetentionSettings>(), me.IsAdministrator ? await db.Set<Tidied>().AsNoTracking().ToDictionaryAsync(t => t.Kind) : []);
        return new([.. kinds.Select(k => new RetentionJson(k.Name, locale.Say(k.What), locale.Say(k.Why), k.SeenBy, k.Term is null ? null : chosen.Of(k), k.Term is null ? locale.Say(k.Until) : null, k.Term?.Least, k.Term?.Most,
            tidied.GetValueOrDefault(k.Name)?.At, tidied.GetValueOrDefault(k.Name)?.Removed))], null);
    }

    public static async Task<Changed<Paged<RetentionJson>>> Change(RetentionChange to, Db db, Me me, SiteSettings settings, IEnumerable<Retention> kinds, Locale locale)
    {
        me.RequireAdministrator();
        var days = settings.Of<RetentionSettings>().Days.Where(d => kinds.Any(k => k.Name == d.Key && k.Term is not null)).ToDictionary();
        foreach (var (name, said) in to.Days) days[name] = said;
        await PrivacyDesk.Choose(days, db, settings, kinds);
        return new("/retention", await List(db, me, settings, kinds, locale));
    }

    public static async Task<Done> Tidy(Db db, Me me)
    {
        me.RequireAdministrator();
        await PrivacyDesk.Soon(db);
        return new();
    }
}
