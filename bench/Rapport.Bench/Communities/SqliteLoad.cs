using Microsoft.Data.Sqlite;

namespace Rapport.Bench.Communities;

/// Prepared statements in one transaction without a journal: the file is thrown away when anything goes wrong.
sealed class SqliteLoad : Load
{
    readonly SqliteConnection connection;
    readonly SqliteTransaction transaction;
    readonly List<(string Name, string Sql)> indexes;
    readonly Dictionary<Sheet, SqliteCommand> inserts = [];

    public SqliteLoad(string address)
    {
        connection = new(address + ";Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-400000; PRAGMA temp_store=MEMORY");
        indexes = Ask(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'conversations%'");
        foreach (var (name, _) in indexes) Run(connection, $"DROP INDEX \"{name}\"");
        transaction = connection.BeginTransaction();
    }

    protected override void Write(Sheet sheet, object?[] row)
    {
        if (!inserts.TryGetValue(sheet, out var insert)) inserts[sheet] = insert = Prepare(sheet);
        for (var n = 0; n < row.Length; n++) insert.Parameters[n].Value = sheet.Stored(n, row[n]) ?? DBNull.Value;
        insert.ExecuteNonQuery();
    }

    SqliteCommand Prepare(Sheet sheet)
    {
        var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{sheet.Table}\" ({string.Join(", ", sheet.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", sheet.Columns.Select((_, n) => $"$p{n}"))})";
        for (var n = 0; n < sheet.Columns.Count; n++) insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{n}" });
        insert.Prepare();
        return insert;
    }

    protected override void Finish(string last)
    {
        foreach (var insert in inserts.Values) insert.Dispose();
        transaction.Commit();
        foreach (var (_, sql) in indexes) Run(connection, sql);
        Run(connection, last);
        Run(connection, "PRAGMA journal_mode=WAL");
    }

    protected override void Close()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}
