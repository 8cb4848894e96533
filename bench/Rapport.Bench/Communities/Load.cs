using System.Collections.Concurrent;
using System.Data.Common;

namespace Rapport.Bench.Communities;

/// Brings many rows into a database by its quickest way, in one go. Indexes stand aside meanwhile; the rows are written while the next are made.
abstract class Load : IDisposable
{
    const int Batch = 2_000;
    readonly BlockingCollection<List<(Sheet, object?[])>> waiting = new(16);
    readonly Task writing;
    List<(Sheet, object?[])> batch = new(Batch);

    protected Load() => writing = Task.Run(() =>
    {
        try
        {
            foreach (var rows in waiting.GetConsumingEnumerable())
                foreach (var (sheet, row) in rows) Write(sheet, row);
        }
        catch { waiting.CompleteAdding(); throw; }
    });

    public static Load IntoPostgres(string address) => new PostgresLoad(address);

    /// The file in the data folder, which nobody else may have open.
    public static Load IntoSqlite(string data) => new SqliteLoad($"Data Source={Path.Combine(data, "rapport.db")}");

    public void Add(Sheet sheet, params object?[] row)
    {
        batch.Add((sheet, row));
        if (batch.Count < Batch) return;
        Hand();
    }

    /// Everything is stored and indexed when this returns, and the last statement run.
    public void Done(string last)
    {
        Hand();
        waiting.CompleteAdding();
        writing.GetAwaiter().GetResult();
        Finish(last);
    }

    void Hand()
    {
        if (waiting.IsAddingCompleted) writing.GetAwaiter().GetResult();   // says why it ended
        waiting.Add(batch);
        batch = new(Batch);
    }

    protected abstract void Write(Sheet sheet, object?[] row);
    protected abstract void Finish(string last);
    protected abstract void Close();

    /// The writer is let go first: its connection is not taken from under it.
    public void Dispose()
    {
        waiting.CompleteAdding();
        Task.WaitAny(writing);
        Close();
    }

    protected static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        command.ExecuteNonQuery();
    }

    protected static List<(string Name, string Sql)> Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }
}
