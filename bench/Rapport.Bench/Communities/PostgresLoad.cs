using Npgsql;

namespace Rapport.Bench.Communities;

/// COPY in binary, every table on a connection of its own, so that rows of several may come in turns.
sealed class PostgresLoad : Load
{
    readonly string address;
    readonly NpgsqlConnection main;
    readonly List<(string Name, string Sql)> indexes;
    readonly Dictionary<Sheet, (NpgsqlConnection Connection, NpgsqlBinaryImporter Copy)> copies = [];

    public PostgresLoad(string address)
    {
        this.address = address + ";Pooling=False";
        main = Open();
        indexes = Ask(main, """
            SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            WHERE t.relname LIKE 'conversations%' AND NOT i.indisprimary
            """);
        foreach (var (name, _) in indexes) Run(main, $"DROP INDEX \"{name}\"");
    }

    /// Rows refer to rows that another connection is still bringing.
    NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(address);
        connection.Open();
        Run(connection, "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
        return connection;
    }

    protected override void Write(Sheet sheet, object?[] row)
    {
        if (!copies.TryGetValue(sheet, out var into))
        {
            var connection = Open();
            copies[sheet] = into = (connection, connection.BeginBinaryImport($"COPY \"{sheet.Table}\" ({string.Join(", ", sheet.Columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)"));
        }
        into.Copy.StartRow();
        for (var n = 0; n < row.Length; n++)
            if (sheet.Stored(n, row[n]) is { } value) into.Copy.Write(value, sheet.Types[n]);
            else into.Copy.WriteNull();
    }

    protected override void Finish(string last)
    {
        foreach (var (_, copy) in copies.Values) copy.Complete();
        EndCopies();
        foreach (var (_, sql) in indexes) Run(main, sql);
        Run(main, last);
        Run(main, "VACUUM ANALYZE");
    }

    void EndCopies()
    {
        foreach (var (connection, copy) in copies.Values)
        {
            copy.Dispose();
            connection.Dispose();
        }
        copies.Clear();
    }

    protected override void Close()
    {
        EndCopies();
        main.Dispose();
    }
}
