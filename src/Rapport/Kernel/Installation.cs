namespace Rapport.Kernel;

/// What is fixed when the server starts: where it keeps things and how it is reached.
public sealed record Installation
{
    /// The folder of the database, files, search index and master key.
    public required string Data { get; init; }

    /// A PostgreSQL connection string; null keeps everything in an SQLite file under Data.
    public string? Postgres { get; init; }

    /// A Redis address for waking other nodes; null does without.
    public string? Redis { get; init; }

    /// The address customers type, without a slash at the end.
    public string Address { get; init; } = "http://localhost:5080";

    /// smtp://user:password@host:port, smtps:// for TLS from the start; null keeps mail in the outbox.
    public string? Smtp { get; init; }

    public string MailFrom { get; init; } = "community@localhost";

    /// The name of the brand, as mails and pages say it.
    public string Brand { get; init; } = "Rapport";

    /// A demo brand: one-click entry and a page of sent mail. Nothing of it runs elsewhere.
    public bool Demo { get; init; }

    /// Languages whose pages are served; the first one has no prefix in the path.
    public IReadOnlyList<string> Languages { get; init; } = ["en", "ar"];

    /// Tells this node from the others in leases, logs and health.
    public string Node { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}";

    public bool OnPostgres => Postgres is not null;

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Data, name)).FullName;

    public static Installation From(IConfiguration settings)
    {
        var data = Path.GetFullPath(settings["data"] ?? "data");
        return new Installation
        {
            Data = Directory.CreateDirectory(data).FullName,
            Postgres = Said(settings["database"]),
            Redis = Said(settings["redis"]),
            Address = (Said(settings["address"]) ?? Said(settings["urls"])?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/'),
            Smtp = Said(settings["smtp"]),
            MailFrom = Said(settings["mail-from"]) ?? "community@localhost",
            Brand = Said(settings["brand"]) ?? "Rapport",
            Demo = settings.GetValue<bool>("demo"),
            Languages = (Said(settings["languages"]) ?? "en,ar").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }

    static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
