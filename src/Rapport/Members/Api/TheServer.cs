using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// How the server is reached, how strict and how hurried it is. The address of a Redis is never shown: it may hold a password.
public sealed record ServerJson([property: Description("As customers type it.")] string? Address, [property: Description("How many times the usual a visitor may do what can be abused, within a minute.")] double? Limits, [property: Description("For how many seconds the mail of a notice is held back.")] int? MailHold, bool HasRedis,
    [property: Description("What the environment fixes, and nobody changes here.")] IReadOnlyList<string> Fixed, [property: Description("What only the start of the server can say.")] IReadOnlyList<AtStartJson> AtStart)
{
    public static ServerJson Example => new("https://community.example.com", null, 120, false, [], [AtStartJson.Example]);
}

public sealed record AtStartJson(string Name, string Value)
{
    public static AtStartJson Example => new("Database", "PostgreSQL");
}

/// What is different about the server; what is left out stays.
public sealed record ServerChange([property: Description("Empty for the address it listens on.")] string? Address = null, double? Limits = null, int? MailHold = null, [property: Description("Empty for none.")] string? Redis = null)
{
    public static ServerChange Example => new("https://community.example.com", MailHold: 60);
}

static class TheServer
{
    public static ServerJson Show(Me me, Installation installation, IConfiguration environment, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        var chosen = settings.Of<ServerSettings>();
        return new(chosen.Address, chosen.Limits, chosen.MailHold, chosen.Redis is not null, [.. installation.Fixed.Where(f => f is "address" or "limits" or "mail-hold" or "redis").Order()], [.. ServerDesk.AtStart(environment, installation).Select(a => new AtStartJson(locale.Say(a.Name), a.Value))]);
    }

    public static async Task<Changed<ServerJson>> Change(ServerChange to, Db db, Me me, Installation installation, IConfiguration environment, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        foreach (var (said, name, field) in new (object?, string, string)[] { (to.Address, "address", "address"), (to.Limits, "limits", "limits"), (to.MailHold, "mail-hold", "mailHold"), (to.Redis, "redis", "redis") }) Fixed.Refuse(installation, said, name, field);
        var now = settings.Of<ServerSettings>();
        await ServerDesk.Choose(new()
        {
            Address = to.Address is null ? now.Address : to.Address.Trim() is { Length: > 0 } address ? address : null, Limits = to.Limits ?? now.Limits, MailHold = to.MailHold ?? now.MailHold,
            Redis = to.Redis is null ? now.Redis : to.Redis.Trim() is { Length: > 0 } redis ? new Secret(ServerDesk.Redis(redis)) : null,
        }, db, settings);
        return new("/settings/server", Show(me, installation, environment, settings, locale));
    }
}
