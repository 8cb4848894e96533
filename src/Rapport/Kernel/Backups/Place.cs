using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.Kernel.Backups;

/// Where a backup is restored to. It is filled beside what is there, and takes its place only when it is whole.
public abstract class Place
{
    public static Place Of(Installation installation) => installation.OnPostgres ? new SchemaPlace(installation) : new FolderPlace(installation);

    /// Whether nobody ever did anything here.
    public abstract Task<bool> IsEmpty();

    /// Makes the empty place to fill; the settings that lead a server there.
    public abstract Task<Dictionary<string, string?>> Begin();

    /// Puts what was filled in the place of what was there, which is kept aside under the name that comes back.
    public abstract Task<string?> Take(DateTimeOffset now);

    /// A restore that was broken off between taking the old away and putting the new there.
    public static bool Interrupted(Installation installation) =>
        !installation.OnPostgres && !File.Exists(Path.Combine(installation.Data, "rapport.db")) && File.Exists(Path.Combine(installation.Data, FolderPlace.Beside, "rapport.db"));

    protected static string Aside(DateTimeOffset now) => $"before_{now.UtcDateTime:yyyyMMdd_HHmmss}";
}

/// The data folder of a server on SQLite.
sealed class FolderPlace(Installation installation) : Place
{
    string Database => Path.Combine(installation.Data, "rapport.db");
    public const string Beside = "restoring";
    string Filled => Path.Combine(installation.Data, Beside);

    public override async Task<bool> IsEmpty()
    {
        if (!File.Exists(Database)) return true;
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        await connection.OpenAsync();
        try
        {
            await foreach (var _ in Restore.Ask(connection, "SELECT 1 FROM kernel_events LIMIT 1")) return false;
            return true;
        }
        catch (SqliteException problem) when (problem.Message.Contains("no such table", StringComparison.Ordinal)) { return true; }
        // Not a database, or a damaged one: still not ours to write over.
        catch (SqliteException) { return false; }
    }

    public override Task<Dictionary<string, string?>> Begin()
    {
        if (Directory.Exists(Filled)) Directory.Delete(Filled, recursive: true);
        return Task.FromResult(new Dictionary<string, string?> { ["data"] = Directory.CreateDirectory(Filled).FullName });
    }

    public override async Task<string?> Take(DateTimeOffset now)
    {
        SqliteConnection.ClearAllPools();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(Filled, "rapport.db")};Pooling=false"))
        {
            await connection.OpenAsync();
            await Restore.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        string? aside = null;
        foreach (var name in new[] { "rapport.db", "rapport.db-wal", "rapport.db-shm", "files" })
        {
            var old = Path.Combine(installation.Data, name);
            if (!Path.Exists(old)) continue;
            aside ??= Directory.CreateDirectory(Path.Combine(installation.Data, Aside(now))).FullName;
            Directory.Move(old, Path.Combine(aside, name));
        }
        if (Directory.Exists(Path.Combine(Filled, "files"))) Directory.Move(Path.Combine(Filled, "files"), Path.Combine(installation.Data, "files"));
        // Last: without it no server starts here, so that one interrupted before this is run again.
        File.Move(Path.Combine(Filled, "rapport.db"), Database);
        Directory.Delete(Filled, recursive: true);
        return aside;
    }
}

/// The schema of a server on PostgreSQL. Its tables change places in one transaction.
sealed class SchemaPlace(Installation installation) : Place
{
    const string Beside = "rapport_restoring";

    async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(installation.Postgres + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<bool> IsEmpty()
    {
        await using var connection = await Open();
        await foreach (var row in Restore.Ask(connection, "SELECT to_regclass('kernel_events') IS NOT NULL"))
            if (row[0] is false) return true;
        await foreach (var _ in Restore.Ask(connection, "SELECT 1 FROM kernel_events LIMIT 1")) return false;
        return true;
    }

    public override async Task<Dictionary<string, string?>> Begin()
    {
        await using var connection = await Open();
        await Restore.Run(connection, $"DROP SCHEMA IF EXISTS {Beside} CASCADE; CREATE SCHEMA {Beside}");
        return new() { ["database"] = new NpgsqlConnectionStringBuilder(installation.Postgres) { SearchPath = Beside, Pooling = false }.ConnectionString };
    }

    public override async Task<string?> Take(DateTimeOffset now)
    {
        await using var connection = await Open();
        var (fresh, old, schema) = (new List<string>(), new List<string>(), "");
        await foreach (var row in Restore.Ask(connection, "SELECT current_schema()::text")) schema = (string)row[0];
        await foreach (var row in Restore.Ask(connection, $"SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = '{Beside}'::regnamespace")) fresh.Add((string)row[0]);
        var prefixes = fresh.Where(t => t[0] != '_').Select(t => t.Split('_')[0] + "_").ToHashSet();
        await foreach (var row in Restore.Ask(connection, "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"))
            if (fresh.Contains((string)row[0]) || prefixes.Any(((string)row[0]).StartsWith)) old.Add((string)row[0]);

        await using var transaction = await connection.BeginTransactionAsync();
        var aside = old.Count > 0 ? Aside(now) : null;
        if (aside is not null) await Restore.Run(connection, $"CREATE SCHEMA {aside}");
        foreach (var table in old) await Restore.Run(connection, $"ALTER TABLE \"{schema}\".\"{table}\" SET SCHEMA {aside}");
        foreach (var table in fresh) await Restore.Run(connection, $"ALTER TABLE {Beside}.\"{table}\" SET SCHEMA \"{schema}\"");
        await Restore.Run(connection, $"DROP SCHEMA {Beside}");
        await transaction.CommitAsync();
        return aside;
    }
}
