using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Backups;

/// What a module gives up in a community that goes on from a backup: what waited to leave then may have left since. How much it was.
public sealed record AfterRestore(Func<Db, Task<int>> GiveUp);

/// Fills an empty place with what a backup holds: the tables as they were in its version, then the steps to this one.
public static class Restore
{
    /// More ids than a server gives out in years: what was given out after the backup is never given out again.
    const long Leap = 10_000_000;

    public sealed record Outcome(long Rows, int Files, int NotSent);

    /// Refuses what this version could not read, before anything is touched.
    public static void Check(IServiceProvider services, OpenedBackup backup)
    {
        using var scope = services.CreateScope();
        var known = scope.ServiceProvider.GetRequiredService<Db>().Database.GetMigrations().Select(TakeBackup.NameOf).ToHashSet();
        if (backup.Manifest.Migrations.Count == 0 || !backup.Manifest.Migrations.All(known.Contains))
            throw new Refused("{file} was made by Rapport {version}, which is newer than this one. Install that version, then restore.", ("file", backup.Path), ("version", backup.Manifest.Version));
    }

    public static async Task<Outcome> Load(IServiceProvider services, OpenedBackup backup, bool newKey)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var last = backup.Manifest.Migrations[^1];
        await db.Database.MigrateAsync(db.Database.GetMigrations().First(m => TakeBackup.NameOf(m) == last));
        await db.Database.OpenConnectionAsync();
        var rows = db.Database.GetDbConnection() is NpgsqlConnection postgres ? await IntoPostgres(postgres, backup) : await IntoSqlite((SqliteConnection)db.Database.GetDbConnection(), backup);
        await db.Database.MigrateAsync();

        var blobs = scope.ServiceProvider.GetRequiredService<Blobs>();
        foreach (var hash in backup.Files) await blobs.Put(db, await backup.Bytes(hash));
        return new(rows, backup.Manifest.Files, await Mend(scope.ServiceProvider, db, backup, newKey));
    }

    static async Task<long> IntoPostgres(NpgsqlConnection to, OpenedBackup backup)
    {
        var types = new Dictionary<(string, string), string>();
        await foreach (var row in Ask(to, "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()")) types[((string)row[0], (string)row[1])] = (string)row[2];
        var keys = new List<(string Table, string Name, string Definition)>();
        await foreach (var row in Ask(to, "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace")) keys.Add(((string)row[0], (string)row[1], (string)row[2]));
        var rows = 0L;
        await using var transaction = await to.BeginTransactionAsync();
        foreach (var key in keys) await Run(to, $"ALTER TABLE {key.Table} DROP CONSTRAINT \"{key.Name}\"");
        foreach (var table in backup.Manifest.Tables)
        {
            var columns = table.Columns.Select(c => (c.Kind, Type: types.GetValueOrDefault((table.Name, c.Name)) ?? throw Stranger(backup, table.Name, c.Name))).ToList();
            await Run(to, $"DELETE FROM \"{table.Name}\"");
            var read = 0L;
            await using (var copy = await to.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({Names(table)}) FROM STDIN (FORMAT BINARY)"))
            {
                copy.Timeout = Timeout.InfiniteTimeSpan;
                await foreach (var row in backup.Rows(table))
                {
                    await copy.StartRowAsync();
                    for (var n = 0; n < columns.Count; n++)
                        if (Columns.Postgres(row[n], columns[n].Kind, columns[n].Type) is { } value) await copy.WriteAsync(value.Value, value.Type);
                        else await copy.WriteNullAsync();
                    read++;
                }
                await copy.CompleteAsync();
            }
            rows += Counted(backup, table, read);
        }
        foreach (var key in keys) await Run(to, $"ALTER TABLE {key.Table} ADD CONSTRAINT \"{key.Name}\" {key.Definition}");
        var counters = new List<(string Table, string Column)>();
        await foreach (var row in Ask(to, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'")) counters.Add(((string)row[0], (string)row[1]));
        foreach (var (table, column) in counters) await Run(to, $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), greatest((SELECT max(\"{column}\") FROM \"{table}\"), 1))");
        await transaction.CommitAsync();
        await Run(to, "ANALYZE");
        return rows;
    }

    static async Task<long> IntoSqlite(SqliteConnection to, OpenedBackup backup)
    {
        await Run(to, "PRAGMA foreign_keys=OFF");
        var rows = 0L;
        await using (var transaction = to.BeginTransaction())
        {
            foreach (var table in backup.Manifest.Tables)
            {
                var known = new HashSet<string>();
                await foreach (var row in Ask(to, $"SELECT name FROM pragma_table_info('{table.Name}')")) known.Add((string)row[0]);
                if (table.Columns.FirstOrDefault(c => !known.Contains(c.Name)) is { } stranger) throw Stranger(backup, table.Name, stranger.Name);
                await Run(to, $"DELETE FROM \"{table.Name}\"");
                await using var insert = to.CreateCommand();
                insert.CommandText = $"INSERT INTO \"{table.Name}\" ({Names(table)}) VALUES ({string.Join(", ", table.Columns.Select((_, n) => $"@{n}"))})";
                var values = table.Columns.Select((_, n) => new SqliteParameter { ParameterName = $"@{n}" }).ToList();
                insert.Parameters.AddRange(values);
                var read = 0L;
                await foreach (var row in backup.Rows(table))
                {
                    for (var n = 0; n < values.Count; n++) values[n].Value = Columns.Sqlite(row[n], table.Columns[n].Kind);
                    insert.ExecuteNonQuery();
                    read++;
                }
                rows += Counted(backup, table, read);
            }
            await transaction.CommitAsync();
        }
        await foreach (var row in Ask(to, "PRAGMA foreign_key_check")) throw new Refused("The backup does not hold together: a row of {table} names one that is not there. Nothing was restored.", ("table", row[0]));
        await Run(to, "PRAGMA foreign_keys=ON; PRAGMA optimize");
        return rows;
    }

    /// What must be otherwise in a community that goes on from an earlier moment. Tables that readers derived are of the same instant as their checkpoints, and each node's search index knows another log from its own.
    static async Task<int> Mend(IServiceProvider services, Db db, OpenedBackup backup, bool newKey)
    {
        var notSent = 0;
        await db.Transact(async () =>
        {
            // The transaction numbers of another database mean nothing here: what had no position yet gets one now, each subject's in the order of its versions.
            await db.Database.ExecuteSqlRawAsync("UPDATE kernel_events SET xid = NULL WHERE xid IS NOT NULL");
            await db.Database.ExecuteSqlRawAsync("""
                UPDATE kernel_events SET position = (SELECT coalesce(max(position), 0) FROM kernel_events) + numbered.n
                FROM (SELECT id, row_number() OVER (ORDER BY turn, subject_version, id) AS n FROM
                        (SELECT id, subject_version, max(id) OVER (PARTITION BY subject_kind, subject_id ORDER BY subject_version, id) AS turn FROM kernel_events WHERE position IS NULL) AS unplaced) AS numbered
                WHERE kernel_events.id = numbered.id
                """);
            // Mail and hooks that waited may have left since: nobody hears of anything twice.
            var head = await EventLog.Head(db);
            var effects = services.GetServices<Reader>().OfType<EffectReader>().Select(r => r.Name).ToList();
            await db.Set<Checkpoint>().Where(c => effects.Contains(c.Reader)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Position, head));
            var now = db.Clock.GetUtcNow();
            var waiting = db.Set<Job>().Where(j => j.DoneAt == null && j.DeadAt == null);
            foreach (var kind in await waiting.Select(j => j.Kind).Distinct().ToListAsync())
                if (services.GetKeyedService<IWorker>(kind)?.ReachesOut != false)
                    notSent += await waiting.Where(j => j.Kind == kind).ExecuteUpdateAsync(s => s.SetProperty(j => j.DeadAt, now).SetProperty(j => j.Problem, "Waited when the backup was taken that this community was restored from; it may have left since."));
            foreach (var more in services.GetServices<AfterRestore>()) notSent += await more.GiveUp(db);
            // What came due between the backup and now comes due at its next time.
            await db.Set<ScheduleMark>().ExecuteDeleteAsync();
            await db.Set<Backup>().Where(b => b.FinishedAt == null && b.Problem == null).ExecuteDeleteAsync();
            await db.Set<IdMark>().ExecuteUpdateAsync(s => s.SetProperty(i => i.Next, i => i.Next + Leap));
            if (newKey) await db.Set<ProtectionKey>().ExecuteDeleteAsync();
            db.Add(new AuditRow { Id = db.NewId(), At = now, Act = "installation.restored", SubjectKind = "installation", Reason = Path.GetFileName(backup.Path) });
            await db.SaveChangesAsync();
        });
        return notSent;
    }

    static string Names(Manifest.Kept table) => string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));

    static long Counted(OpenedBackup backup, Manifest.Kept table, long read) => read == table.Rows ? read
        : throw new Refused("{file} is damaged: {entry} is not what was backed up. Nothing was restored; take another backup.", ("file", backup.Path), ("entry", table.Entry));

    static Refused Stranger(OpenedBackup backup, string table, string column) => new("{file} holds {column}, which its version did not have. Nothing was restored.", ("file", backup.Path), ("column", $"{table}.{column}"));

    internal static async Task Run(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    internal static async IAsyncEnumerable<object[]> Ask(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }
}
