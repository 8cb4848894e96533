using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Secrets;

namespace Rapport.Kernel.Backups;

/// Writes everything but the master key into one archive, while the server serves. The tables are those of one instant; it is
/// written beside its name, flushed, read back, and only then called a backup.
public sealed class TakeBackup(Installation installation, IServiceScopeFactory scopes, MasterKey master, Blobs blobs, TimeProvider clock)
{
    /// To a file, or into a folder under a name of its own.
    public async Task<Taken> Handle(string path, CancellationToken cancel = default)
    {
        var target = BackupFolder.FileAt(path, clock.GetUtcNow());
        if (File.Exists(target)) throw new Refused("{file} is there already. Choose another name.", ("file", target));
        var draft = target + BackupFolder.Draft;
        var made = Make(Path.GetDirectoryName(target)!);
        try
        {
            var manifest = await Write(draft, cancel);
            using (var written = OpenedBackup.Open(draft)) written.Verify(cancel);
            File.Move(draft, target);
            return new(target, new FileInfo(target).Length, manifest.Tables.Count, manifest.Tables.Sum(t => t.Rows), manifest.Files, manifest.Missing, master.FromEnvironment) { Made = made };
        }
        catch (Exception problem)
        {
            File.Delete(draft);
            throw problem switch
            {
                UnauthorizedAccessException => new Refused("{folder} may not be written to by this account.", ("folder", Path.GetDirectoryName(target)!)),
                // The system's word for a file beyond what the file system or a quota allows.
                ArgumentOutOfRangeException or IOException when problem is not FileNotFoundException => new Refused("The backup could not be written to {folder}: {problem} Nothing was left there.", ("folder", Path.GetDirectoryName(target)!), ("problem", problem.Message.TrimEnd('.') + ".")),
                _ => problem,
            };
        }
    }

    /// The folder, where there was none; a path that leads nowhere is said plainly.
    static string? Make(string folder)
    {
        if (Directory.Exists(folder)) return null;
        try { return Directory.CreateDirectory(folder).FullName; }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new Refused("The folder {folder} is not there and cannot be made by this account. Make it and give it to this account, or choose another one.", ("folder", folder));
        }
    }

    async Task<Manifest> Write(string draft, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
            throw new Refused("The tables are not those of this version. Back up with the version that serves them, or run \"rapport migrate\" first.");
        await ProtectionKeys.Demand(db, master);
        await using var connection = await Snapshot(scope.ServiceProvider, cancel);

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(draft, options);
        Manifest manifest;
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var tables = new List<Manifest.Kept>();
            foreach (var (table, columns) in Columns.Of(db))
                if (table != "kernel_blobs") tables.Add(await Table(archive, connection, table, columns, cancel));
            var (files, missing) = await Files(archive, connection, db, cancel);
            manifest = new()
            {
                Version = typeof(Installation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
                TakenAt = clock.GetUtcNow(), Engine = db.OnPostgres ? "PostgreSQL" : "SQLite", Key = master.Derive("backup")[..32],
                Migrations = [.. (await db.Database.GetAppliedMigrationsAsync(cancel)).Select(NameOf)], Tables = tables, Files = files, Missing = missing,
            };
            await using var last = archive.CreateEntry(Manifest.Entry, CompressionLevel.Optimal).Open();
            await JsonSerializer.SerializeAsync(last, manifest, Manifest.Json, cancel);
        }
        file.Flush(flushToDisk: true);
        return manifest;
    }

    /// "20261123012639_Desk" is Desk on either engine.
    public static string NameOf(string migration) => migration[(migration.IndexOf('_') + 1)..];

    /// A connection that sees one instant, and keeps no writer waiting.
    async Task<DbConnection> Snapshot(IServiceProvider services, CancellationToken cancel)
    {
        DbConnection connection = installation.OnPostgres ? services.GetRequiredService<NpgsqlDataSource>().CreateConnection() : new SqliteConnection(Setup.Sqlite(installation) + ";Pooling=false");
        await connection.OpenAsync(cancel);
        if (connection is SqliteConnection sqlite) sqlite.BeginTransaction(deferred: true);
        else
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            await Run(connection, "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0", cancel);
        }
        return connection;
    }

    static async Task<Manifest.Kept> Table(ZipArchive archive, DbConnection connection, string table, IReadOnlyList<Column> columns, CancellationToken cancel)
    {
        var kept = new Manifest.Kept(table, columns, 0, "");
        using var hash = SHA256.Create();
        var rows = 0L;
        await using (var entry = archive.CreateEntry(kept.Entry, CompressionLevel.Fastest).Open())
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        await using (var buffered = new BufferedStream(hashed, 1 << 16))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM \"{table}\"";
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
            await using var line = new Utf8JsonWriter(buffered, new() { SkipValidation = true });
            for (; await reader.ReadAsync(cancel); rows++)
            {
                line.WriteStartArray();
                for (var n = 0; n < columns.Count; n++) Columns.Write(line, reader, n, columns[n].Kind);
                line.WriteEndArray();
                line.Flush();
                line.Reset();
                buffered.WriteByte((byte)'\n');
            }
        }
        return kept with { Rows = rows, Sha256 = Convert.ToHexStringLower(hash.Hash!) };
    }

    /// The bytes of every file that the tables name. One that went meanwhile, or is damaged, is told of and left out.
    async Task<(int, IReadOnlyList<string>)> Files(ZipArchive archive, DbConnection connection, Db db, CancellationToken cancel)
    {
        var hashes = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT DISTINCT hash FROM kernel_file_sizes";
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) hashes.Add(reader.GetString(0));
        }
        var missing = new List<string>();
        foreach (var hash in hashes)
        {
            cancel.ThrowIfCancellationRequested();
            var bytes = await blobs.Read(db, hash);
            if (bytes is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash) { missing.Add(hash); continue; }
            // Pictures are compressed already.
            await using var entry = archive.CreateEntry(OpenedBackup.FileEntry(hash), CompressionLevel.NoCompression).Open();
            await entry.WriteAsync(bytes, cancel);
        }
        return (hashes.Count - missing.Count, missing);
    }

    static async Task Run(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
