using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;
using Directory = System.IO.Directory;

namespace Rapport.Tests.Privacy;

/// Looks for marks in everything a world keeps: every column of every table by the engine's own catalogue, every byte of every
/// file below the data folder (the database itself with its free pages and its log, stored files, the search index), and what was logged.
sealed class Traces(World world, Logged log, IReadOnlyDictionary<string, string> marks)
{
    public async Task<IReadOnlyList<string>> Find()
    {
        var found = new List<string>();
        await foreach (var (place, value) in Values())
            foreach (var mark in In(value)) found.Add($"{place}: {mark}");
        await Look(world.Home.Data, found);
        foreach (var folder in Indexes) Read(folder, found);
        foreach (var line in log.Lines)
            foreach (var mark in In(line)) found.Add($"log: {mark}: {line[..Math.Min(line.Length, 200)]}");
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    /// What is found in the files of every node's index.
    public async Task<IReadOnlyList<string>> FindInTheIndex()
    {
        var found = new List<string>();
        foreach (var folder in Indexes)
        {
            await Look(folder, found);
            Read(folder, found);
        }
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    string[] Indexes => Directory.GetDirectories(world.Home.Data, "search-*");

    async Task Look(string folder, List<string> found)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            foreach (var mark in In(await Bytes(file))) found.Add($"{Path.GetRelativePath(world.Home.Data, file)}: {mark}");
    }

    void Read(string folder, List<string> found)
    {
        try
        {
            foreach (var text in Words(folder))
                foreach (var mark in In(text)) found.Add($"{Path.GetFileName(folder)} words: {mark}");
        }
        // Nobody can tell what it holds.
        catch (Exception changing) when (changing is IndexNotFoundException or FileNotFoundException or EndOfStreamException) { found.Add($"{Path.GetFileName(folder)} words: being written"); }
    }

    /// Every value of every column that tells of the number: "table.column". Digits within a hash, a key or a fraction of a second tell of nothing.
    public async Task<IReadOnlyList<string>> FindNumber(long number)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var told = new Regex($"(?<![0-9A-Za-z.]){number.ToString(CultureInfo.InvariantCulture)}(?![0-9A-Za-z])");
        await foreach (var (place, value) in Values())
            if (value is long n && n == number || value is string s && told.IsMatch(s)) found.Add(place);
        return [.. found];
    }

    async IAsyncEnumerable<(string Place, object Value)> Values()
    {
        await using System.Data.Common.DbConnection connection = world.Home.Postgres is { } postgres ? new NpgsqlConnection(postgres + ";Pooling=false") : new SqliteConnection($"Data Source={Path.Combine(world.Home.Data, "rapport.db")};Pooling=false;Mode=ReadOnly");
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var catalogue = connection.CreateCommand())
        {
            catalogue.CommandText = world.Home.Postgres is null ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')";
            await using var names = await catalogue.ExecuteReaderAsync();
            while (await names.ReadAsync()) tables.Add(names.GetString(0));
        }
        Assert.True(tables.Count > 40, "The catalogue names too few tables.");
        foreach (var table in tables)
        {
            await using var rows = connection.CreateCommand();
#pragma warning disable CA2100 // The catalogue's own names.
            rows.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var row = await rows.ExecuteReaderAsync();
            while (await row.ReadAsync())
                for (var column = 0; column < row.FieldCount; column++)
                    if (!await row.IsDBNullAsync(column)) yield return ($"{table.Replace("public.", "")}.{row.GetName(column)}", row.GetValue(column));
        }
    }

    IEnumerable<string> In(object value) => value switch
    {
        string text => marks.Where(m => text.Contains(m.Value, StringComparison.OrdinalIgnoreCase)).Select(m => m.Key),
        byte[] bytes => Opened(bytes).SelectMany(In),
        _ => [],
    };

    /// Bytes as they are, and what an archive holds; letters of one byte each, so that ours are found in whatever stands around them.
    static IEnumerable<string> Opened(byte[] bytes)
    {
        yield return Encoding.Latin1.GetString(bytes);
        if (bytes is not [(byte)'P', (byte)'K', 3, 4, ..]) yield break;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var opened = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(opened);
            yield return Encoding.Latin1.GetString(opened.ToArray());
        }
    }

    /// The index packs its words so that their bytes do not stand side by side: read as it reads itself, with what is deleted and not yet gone.
    static IEnumerable<string> Words(string folder)
    {
        using var directory = new NIOFSDirectory(folder);
        using var reader = DirectoryReader.Open(directory);
        foreach (var leaf in reader.Leaves.Select(l => l.AtomicReader))
        {
            foreach (var field in leaf.Fields)
                for (var terms = leaf.Fields.GetTerms(field)?.GetEnumerator(); terms?.MoveNext() == true;) yield return Encoding.Latin1.GetString(terms.Term.Bytes, terms.Term.Offset, terms.Term.Length);
            for (var document = 0; document < leaf.MaxDoc; document++)
                foreach (var field in leaf.Document(document).Fields)
                    if ((field.GetStringValue() ?? (field.GetBinaryValue() is { } b ? Encoding.Latin1.GetString(b.Bytes, b.Offset, b.Length) : null)) is { } stored) yield return stored;
        }
    }

    static async Task<byte[]> Bytes(string file)
    {
        try
        {
            // Locks that others hold, and nothing in them.
            if (new FileInfo(file).Length == 0) return [];
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return bytes.ToArray();
        }
        // Merged away a moment ago.
        catch (FileNotFoundException) { return []; }
    }
}

/// What a server logged, at the levels it logs at.
sealed class Logged : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> lines = new();

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
