using System.Text;
using CsvHelper;

namespace Rapport.Kernel.Tables;

/// A table with a heading line, its columns parted by tabs, commas, semicolons or bars, in whatever encoding it says it has.
/// Read row by row, never whole; a row whose end cannot be told has a fault, and what cannot be read on from there is Refused with its line.
public sealed class Table
{
    /// In bytes: a character takes up to three.
    const int LongestRow = 4 * WholeRows.Longest;

    // Lists of shops still come in the code pages of old.
    static Table() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    Table(IReadOnlyList<string> columns, IEnumerable<TableRow> rows) => (Columns, Rows) = (columns, rows);

    /// The names in the heading line, as they are written there.
    public IReadOnlyList<string> Columns { get; }
    public IEnumerable<TableRow> Rows { get; }

    /// Reads the heading line of a stream that can be sought in; it stays open.
    public static Table Open(Stream stream, string? charset = null)
    {
        var head = new byte[8192];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (encoding, skip) = EncodingOf(head.AsSpan(0, read), charset);
        var text = Glance(encoding, head, skip, read);
        if (string.IsNullOrWhiteSpace(text)) throw new Refused("The file is empty.");
        stream.Position = skip;
        return Read(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true), Separator(text));
    }

    /// The beginning of a text, which may end within a character.
    public static string Glance(Encoding encoding, byte[] head, int skip, int read) => Encoding.GetEncoding(encoding.CodePage).GetString(head, skip, read - skip);

    public static Table Read(TextReader text, char separator)
    {
        var whole = new WholeRows(text, separator);
        var reader = CsvReader.Create(whole, new CsvReaderOptions { Separator = separator, TrackLineNumbers = true, MaxRecordSize = LongestRow }, leaveOpen: false);
        Faults.Told(() => { reader.ReadHeader(); return true; });
        var columns = reader.Headers.ToArray();
        return new(columns, Rest(reader, columns.Length, whole));
    }

    static IEnumerable<TableRow> Rest(CsvReader reader, int columns, WholeRows whole)
    {
        using (reader)
        {
            while (Faults.Told(() => reader.Read()))
            {
                while (whole.Broken(before: reader.LineNumber) is var (line, fault)) yield return new(line, []) { Fault = fault };
                var values = new string[Math.Min(reader.FieldCount, columns)];
                for (var at = 0; at < values.Length; at++) values[at] = reader.GetString(at);
                yield return new(reader.LineNumber, values)
                {
                    Fault = reader.FieldCount > columns ? new Refused("It has {n} fields, but the first line names {columns} columns.", ("n", reader.FieldCount), ("columns", columns)) : null,
                };
            }
            while (whole.Broken(before: long.MaxValue) is var (line, fault)) yield return new(line, []) { Fault = fault };
        }
    }

    /// The separator the heading line is written with: the one it holds most of.
    public static char Separator(string head)
    {
        var end = head.IndexOfAny(['\r', '\n']);
        var line = end < 0 ? head : head[..end];
        return "\t;,|".MaxBy(c => line.Count(x => x == c));
    }

    /// The encoding a table is written in, and how many bytes of mark to skip. Strict: a wrong byte is told, not replaced.
    public static (Encoding Encoding, int Skip) EncodingOf(ReadOnlySpan<byte> head, string? said)
    {
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) return (Utf8, 3);
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0])) return (new UTF32Encoding(false, false, true), 4);
        if (head.StartsWith<byte>([0xFF, 0xFE])) return (new UnicodeEncoding(false, false, true), 2);
        if (head.StartsWith<byte>([0xFE, 0xFF])) return (new UnicodeEncoding(true, false, true), 2);
        if (head is [not 0, 0, not 0, 0, ..]) return (new UnicodeEncoding(false, false, true), 0);
        if (head is [0, not 0, 0, not 0, ..]) return (new UnicodeEncoding(true, false, true), 0);
        if (said is null) return (Utf8, 0);
        try { return (Encoding.GetEncoding(said, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), 0); }
        catch (ArgumentException) { throw new Refused("There is no encoding called {name}.", ("name", said)) { Field = "encoding" }; }
    }

    static readonly UTF8Encoding Utf8 = new(false, true);
}
