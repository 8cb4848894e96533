using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// /admin/server: how the server is reached, how strict and how hurried it is; and what only its start can say, shown as it is.
static class ServerDesk
{
    public static IResult Show(Me me, IConfiguration settings, Installation installation)
    {
        me.RequireAdministrator();
        return Page.Of<ServerPage>(new { AtStart = AtStart(settings, installation) });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var (form, now) = (context.Request.Form, settings.Of<ServerSettings>());
        string? Of(string name, string? before) => installation.Fixed.Contains(name) ? before : form[name].ToString().Trim() is { Length: > 0 } said ? said : null;
        var redis = installation.Fixed.Contains("redis") ? now.Redis : form["without-redis"] == "true" ? null : form["redis"].ToString().Trim() is { Length: > 0 } typed ? new Secret(Redis(typed)) : now.Redis;
        await Choose(new() { Address = Of("address", now.Address), Limits = Factor(Of("limits", Text(now.Limits))), MailHold = Seconds(Of("mail-hold", Text(now.MailHold))), Redis = redis }, db, settings);
        return Go.To("/admin/server?saved=1");
    }

    public static Task Choose(ServerSettings to, Db db, SiteSettings settings)
    {
        if (to.Limits is < 0.25 or > 100) throw NoFactor;
        if (to.MailHold is < 0 or > 86_400) throw NoSeconds;
        return settings.Change(db, to with { Address = Reached(to.Address) });
    }

    /// What decides where data lies or what the outside may reach: said where the server is started, and only there.
    internal static IReadOnlyList<(string Name, string Value)> AtStart(IConfiguration settings, Installation installation) =>
    [
        ("The folder of its data", installation.Data), ("Database", installation.OnPostgres ? "PostgreSQL" : "SQLite"), ("Where it listens", installation.Listening), ("The folder of its backups", installation.Backups),
        ("The key that wraps secrets", settings["master-key"] is { Length: > 0 } ? "RAPPORT_MASTER_KEY" : "master.key"),
        ("Fetching from private addresses", settings.GetValue<bool>("fetch:private") ? "allowed" : "forbidden"),
    ];

    static string? Reached(string? address) => address is null ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "", AbsolutePath: "/" } ? uri.GetLeftPart(UriPartial.Authority)
        : throw new Refused("Write the address as customers type it, such as https://community.example.com, without anything after it.") { Field = "address" };

    static double? Factor(string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) ? factor : throw NoFactor;

    static Refused NoFactor => new("Write a number from 0.25 to 100.") { Field = "limits" };

    static int? Seconds(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : throw NoSeconds;

    static Refused NoSeconds => new("Write a number of seconds, up to a day (86400).") { Field = "mail-hold" };

    internal static string Redis(string text)
    {
        try { StackExchange.Redis.ConfigurationOptions.Parse(text); }
        catch (ArgumentException) { throw new Refused("This is no address of a Redis, such as redis.example.com:6379.") { Field = "redis" }; }
        return text;
    }

    static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}
