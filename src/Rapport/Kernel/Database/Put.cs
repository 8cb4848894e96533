using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Rapport.Kernel.Database;

/// Many rows into a table at once, for readers that keep up with a long log: those with the same key are replaced.
public static class Putting
{
    extension(Db db)
    {
        /// Within a transaction. The key comes first among the columns; a row holds long, int, double, bool, DateTimeOffset or long?.
        public async Task Put(string table, IReadOnlyList<string> columns, int keys, IReadOnlyList<object?[]> rows)
        {
            if (rows.Count == 0) return;
            var names = string.Join(", ", columns);
            var changed = string.Join(", ", columns.Skip(keys).Select(c => $"{c} = excluded.{c}"));
            var conflict = $"ON CONFLICT ({string.Join(", ", columns.Take(keys))}) DO {(changed.Length == 0 ? "NOTHING" : $"UPDATE SET {changed}")}";
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            if (db.OnPostgres) await Whole(command, $"INSERT INTO {table} ({names}) SELECT * FROM unnest({string.Join(", ", columns.Select((_, n) => $"@p{n}"))}) {conflict}", columns.Count, rows);
            else await Each(command, $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, n) => $"@p{n}"))}) {conflict}", columns.Count, rows);
        }
    }

    /// A statement for all rows: a column is an array.
    static Task Whole(DbCommand command, string sql, int columns, IReadOnlyList<object?[]> rows)
    {
        command.CommandText = sql;
        for (var n = 0; n < columns; n++)
        {
            var column = n;
            var sample = rows.Select(r => r[column]).FirstOrDefault(v => v is not null);
            command.Parameters.Add(new NpgsqlParameter($"p{n}", sample switch
            {
                int => rows.Select(r => (int)r[column]!).ToArray(),
                double => rows.Select(r => (double)r[column]!).ToArray(),
                bool => rows.Select(r => (bool)r[column]!).ToArray(),
                DateTimeOffset => rows.Select(r => (DateTimeOffset)r[column]!).ToArray(),
                _ => rows.Select(r => (long?)r[column]).ToArray(),
            }));
        }
        return command.ExecuteNonQueryAsync();
    }

    /// In the process itself, a prepared statement for every row is the quickest.
    static async Task Each(DbCommand command, string sql, int columns, IReadOnlyList<object?[]> rows)
    {
        command.CommandText = sql;
        var values = new DbParameter[columns];
        for (var n = 0; n < columns; n++)
        {
            values[n] = command.CreateParameter();
            values[n].ParameterName = $"@p{n}";
            command.Parameters.Add(values[n]);
        }
        foreach (var row in rows)
        {
            for (var n = 0; n < columns; n++) values[n].Value = row[n] switch { null => DBNull.Value, DateTimeOffset at => Instants.ToLong(at), bool yes => yes ? 1 : 0, var value => value };
            await command.ExecuteNonQueryAsync();
        }
    }
}
