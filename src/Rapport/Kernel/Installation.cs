using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Site;

namespace Rapport.Kernel;

/// What is fixed when the server starts: where it keeps things and how it is reached.
public sealed record Installation
{
    /// The folder of the database, files, search index and master key.
    public required string Data { get; init; }

    /// A PostgreSQL connection string; null keeps everything in an SQLite file under Data.
    public string? Postgres { get; init; }

    /// The folder that scheduled backups go to.
    [AllowNull]
    public string Backups { get => field ?? Path.Combine(Data, "backups"); init; }

    /// A Redis address for waking other nodes; null does without.
    public string? Redis { get => field ?? Chosen.Server.Redis?.Value; init; }

    /// The address customers type, without a slash at the end.
    [AllowNull]
    public string Address { get => field ?? Chosen.Server.Address ?? Listening; init; }

    /// Where it listens, which is where it is reached unless somebody says otherwise.
    public string Listening { get; init; } = Usual;

    /// Where a server listens that is told nothing.
    public const string Usual = "http://localhost:5080";

    /// How many times the usual a visitor may do what costs or can be abused.
    public double? Limits { get => field ?? Chosen.Server.Limits ?? 1; init; }

    /// How long the mail of a notice is held back, in case its reader sees the page first or its author thinks better of it.
    public int? MailHold { get => field ?? Chosen.Server.MailHold ?? 120; init; }

    /// smtp://user:password@host:port, smtps:// for TLS from the start; null keeps mail in the outbox.
    public string? Smtp { get => field ?? Chosen.Mail.Server?.Value; init; }

    [AllowNull]
    public string MailFrom { get => field ?? Chosen.Mail.From ?? "community@localhost"; init; }

    /// The name of the brand, as mails and pages say it.
    [AllowNull]
    public string Brand { get => field ?? Chosen.Brand.Name ?? "Rapport"; init; }

    /// The one colour of the brand; null is the product's own.
    public string? Accent { get => field ?? Chosen.Brand.Accent; init; }

    /// The IANA zone whose midnight ends the brand's day.
    [AllowNull]
    public string Zone { get => field ?? Chosen.Brand.Zone ?? "UTC"; init; }

    /// The brand's day at an instant.
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime);

    /// When a day begins there: mostly at midnight, where summer time does not skip it.
    public DateTimeOffset StartOf(DateOnly day)
    {
        var (zone, local) = (TimeZoneInfo.FindSystemTimeZoneById(Zone), day.ToDateTime(TimeOnly.MinValue));
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// A demo brand: one-click entry and a page of sent mail. Nothing of it runs elsewhere.
    public bool Demo { get; init; }

    /// Languages whose pages are served; the first one has no prefix in the path.
    [AllowNull]
    public IReadOnlyList<string> Languages { get => field ?? (Chosen.Language.Languages is { Count: > 0 } chosen ? chosen : Spoken); init; }

    /// The languages that pages are translated into.
    public static IReadOnlyList<string> Spoken { get; } = ["en", "ar"];

    /// Networks of proxies on other machines, which are believed when they say who asks.
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// What administrators chose in the product; what the environment says above wins.
    public Chosen Chosen { get; internal set; } = Chosen.Nothing;

    /// The names of what the environment fixes, and the product therefore cannot change.
    public IReadOnlySet<string> Fixed { get; init; } = new HashSet<string>();

    /// The names of everything that was said when it was started.
    public IReadOnlyList<string> Given { get; init; } = [];

    /// Tells this node from the others in leases, logs and health.
    public string Node { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}";

    /// The part of that name which may be shown.
    public string Mark => Node[^6..];

    public bool OnPostgres => Postgres is not null;

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Data, name)).FullName;

    public static Installation From(IConfiguration settings)
    {
        var data = Path.GetFullPath(settings["data"] ?? "data");
        return new Installation
        {
            Data = Directory.CreateDirectory(data).FullName,
            Postgres = Said(settings["database"]) is { } database ? IsPostgres(database) ? database : throw No("database", "(not shown)", "a PostgreSQL connection string such as Host=localhost;Username=rapport;Database=rapport") : null,
            Redis = Said(settings["redis"]),
            Backups = Said(settings["backups"]) is { } backups ? Path.GetFullPath(backups) : null,
            Address = Said(settings["address"]) is { } address ? Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "", AbsolutePath: "/" } ? address.TrimEnd('/') : throw No("address", address, "an address such as https://community.example.com, without anything after it") : null,
            Listening = Said(settings["urls"]) is { } urls ? Reached(urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : Usual,
            Limits = Number(settings, "limits"),
            MailHold = (int?)Number(settings, "mail-hold"),
            Smtp = Said(settings["smtp"]) is { } smtp ? Uri.TryCreate(smtp, UriKind.Absolute, out var server) && server is { Scheme: "smtp" or "smtps", Host: not "" } ? smtp : throw No("smtp", "(not shown)", "smtp://user:password@host:port, or smtps://") : null,
            MailFrom = Said(settings["mail-from"]) is { } from ? MimeKit.MailboxAddress.TryParse(from, out var sender) && sender.Address.Contains('@') ? from : throw No("mail-from", from, "a mail address") : null,
            Brand = Said(settings["brand"]),
            Accent = Said(settings["accent"]),
            Zone = Said(settings["zone"]) is { } zone ? TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : throw No("zone", zone, "a zone such as Europe/Berlin") : null,
            Fixed = Changeable.Where(name => Said(settings[name]) is not null).ToHashSet(),
            Given = [.. Settings.Where(name => Said(settings[name]) is not null)],
            Demo = settings.GetValue<bool>("demo"),
            Proxies = [.. (Said(settings["proxies"]) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)],
            Languages = Said(settings["languages"])?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }

    /// What a server can be told when it starts.
    public static IReadOnlyList<string> Settings { get; } = ["data", "database", "redis", "backups", "address", "urls", "limits", "mail-hold", "smtp", "mail-from", "brand", "accent", "zone", "languages", "proxies", "master-key", "drain", "demo", "fetch:private"];

    static readonly string[] Changeable = ["address", "redis", "limits", "mail-hold", "smtp", "mail-from", "brand", "accent", "languages", "zone"];

    static bool IsPostgres(string text)
    {
        try { return new Npgsql.NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 }; }
        catch (Exception unread) when (unread is ArgumentException or FormatException or InvalidCastException or OverflowException) { return false; }
    }

    /// Who listens everywhere is reached from here all the same.
    static string Reached(string[] urls)
    {
        var doors = Array.ConvertAll(urls, url => Doorstep.Read(url) ?? throw No("urls", url, "an address such as http://localhost:5080"));
        return doors is [{ Host: "*" or "+" } everywhere, ..] ? $"{everywhere.Scheme}://localhost:{everywhere.Port}" : urls[0].TrimEnd('/');
    }

    /// 10.0.0.7 alone, or a network such as 10.0.0.0/24.
    static IPNetwork Network(string text) => IPNetwork.TryParse(text.Contains('/') ? text : $"{text}/{(text.Contains(':') ? 128 : 32)}", out var network)
        ? network : throw new Refused("{text} among the proxies is neither an address nor a network such as 10.0.0.0/24.", ("text", text));

    static double? Number(IConfiguration settings, string name) => Said(settings[name]) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw No(name, text, "a number");

    /// A server does not begin with what it cannot use.
    static Refused No(string name, string text, string kind) => new("The setting {name} is {text}; it must be {kind}.", ("name", name), ("text", text), ("kind", kind));

    static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
