using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// What the brand is called and looks like.
public sealed record BrandJson(string Name, [property: Description("A colour such as #2746c4; null for the product's own.")] string? Accent, [property: Description("The path of the logo.")] string? Logo, [property: Description("The IANA name of the zone its days are counted in.")] string? Zone, [property: Description("What the environment fixes, and nobody changes here.")] IReadOnlyList<string> Fixed)
{
    public static BrandJson Example => new("Wrenholt", "#2746c4", null, "Europe/Berlin", []);
}

/// What is different about the brand; what is left out stays.
public sealed record BrandChange(string? Name = null, [property: Description("Empty for the product's own colour.")] string? Accent = null, [property: Description("An IANA name; empty for UTC.")] string? Zone = null)
{
    public static BrandChange Example => new(Accent: "#2746c4");
}

/// The languages of the pages.
public sealed record LanguagesJson([property: Description("The first has no prefix in the path.")] IReadOnlyList<string> Languages, [property: Description("Those that can be chosen.")] IReadOnlyList<string> Known, bool Fixed)
{
    public static LanguagesJson Example => new(["en", "ar"], ["en", "ar"], false);
}

public sealed record NewLanguages([property: Description("The first comes first.")] IReadOnlyList<string> Languages)
{
    public static NewLanguages Example => new(["en", "ar"]);
}

/// How mail leaves. The password is never shown.
public sealed record MailJson(string? Host, int? Port, string? User, bool HasPassword, [property: Description("The sender of our mail.")] string? From, DateTimeOffset? TestedAt, [property: Description("Mails that wait to leave.")] int Waiting, [property: Description("What the environment fixes, and nobody changes here.")] IReadOnlyList<string> Fixed)
{
    public static MailJson Example => new("smtp.example.com", 587, "community", true, "community@example.com", new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), 0, []);
}

/// How mail is to leave.
public sealed record NewMail([property: Description("Empty lets mail wait.")] string? Host, [property: Description("587 or 465.")] int? Port = null, string? User = null, [property: Description("Left out, the stored one stays.")] string? Password = null, [property: Description("An address of your own domain.")] string? From = null)
{
    public static NewMail Example => new("smtp.example.com", 587, "community", "a secret", "community@example.com");
}

static class TheBrand
{
    public static BrandJson Show(Me me, Installation installation)
    {
        me.RequireAdministrator();
        return new(installation.Brand, installation.Accent, installation.Chosen.Brand.Logo, installation.Chosen.Brand.Zone, [.. installation.Fixed.Where(f => f is "brand" or "accent").Order()]);
    }

    public static async Task<Changed<BrandJson>> Change(BrandChange to, Db db, Me me, Installation installation, SiteSettings settings)
    {
        me.RequireAdministrator();
        Fixed.Refuse(installation, to.Name, "brand", "name");
        Fixed.Refuse(installation, to.Accent, "accent", "accent");
        var now = settings.Of<BrandSettings>();
        await settings.Change(db, now with { Name = to.Name is null ? now.Name : Brand.Named(to.Name), Accent = to.Accent is null ? now.Accent : Brand.Coloured(to.Accent), Zone = to.Zone is null ? now.Zone : Brand.Zoned(to.Zone) });
        return Now(me, installation);
    }

    public static async Task<Changed<BrandJson>> Logo(IFormFile file, Db db, Me me, Installation installation, SiteSettings settings, Keeper keeper)
    {
        me.RequireAdministrator();
        await settings.Change(db, await Brand.Picture(settings.Of<BrandSettings>(), file, db, me, keeper));
        return Now(me, installation);
    }

    public static async Task<Changed<BrandJson>> WithoutLogo(Db db, Me me, Installation installation, SiteSettings settings)
    {
        me.RequireAdministrator();
        await settings.Change(db, Brand.WithoutPicture(settings.Of<BrandSettings>(), db));
        return Now(me, installation);
    }

    static Changed<BrandJson> Now(Me me, Installation installation) => new("/settings/brand", Show(me, installation));
}

static class TheLanguages
{
    public static LanguagesJson Show(Me me, Installation installation)
    {
        me.RequireAdministrator();
        return new(installation.Languages, Installation.Spoken, installation.Fixed.Contains("languages"));
    }

    public static async Task<Changed<LanguagesJson>> Change(NewLanguages to, Db db, Me me, Installation installation, SiteSettings settings)
    {
        me.RequireAdministrator();
        Fixed.Refuse(installation, to, "languages", "languages");
        if (to.Languages.Any(l => !Installation.Spoken.Contains(l))) throw new Refused("Choose one of the languages.") { Field = "languages" };
        await Brand.Choose(to.Languages, db, settings);
        return new("/settings/languages", Show(me, installation));
    }
}

static class TheMail
{
    public static async Task<MailJson> Show(Db db, Me me, Installation installation)
    {
        me.RequireAdministrator();
        var server = installation.Chosen.Mail.Server is { } chosen ? new Uri(chosen.Value) : null;
        return new(server?.Host, server?.Port, server?.UserInfo is { Length: > 0 } info ? Uri.UnescapeDataString(info.Split(':')[0]) : null, server?.UserInfo.Contains(':') == true, installation.Chosen.Mail.From, installation.Chosen.Mail.TestedAt,
            await db.Set<Kernel.Mail.SentMail>().CountAsync(m => m.SentAt == null && m.RefusedAt == null), [.. installation.Fixed.Where(f => f is "smtp" or "mail-from").Order()]);
    }

    public static async Task<Changed<MailJson>> Change(NewMail to, Db db, Me me, Installation installation, SiteSettings settings)
    {
        me.RequireAdministrator();
        Fixed.Refuse(installation, to.Host, "smtp", "host");
        Fixed.Refuse(installation, to.From, "mail-from", "from");
        await MailDesk.Take(new(to.Host ?? "", to.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", to.User ?? "", to.Password ?? "", to.From ?? ""), db, settings);
        return new("/settings/mail", await Show(db, me, installation));
    }

    public static async Task<Changed<MailJson>> Test(Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        await MailDesk.Try(db, me, installation, settings, locale);
        return new("/settings/mail", await Show(db, me, installation));
    }
}

static class Fixed
{
    /// What the environment says wins, so nobody is let believe that they changed it.
    public static void Refuse(Installation installation, object? said, string name, string field)
    {
        if (said is not null && installation.Fixed.Contains(name)) throw new Refused("The environment fixes this; it cannot be changed here.") { Field = field };
    }
}
