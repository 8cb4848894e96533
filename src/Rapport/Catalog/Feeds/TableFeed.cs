using System.Text;
using CsvHelper;
using Rapport.Kernel;

namespace Rapport.Catalog.Feeds;

/// Reads a product list with a heading line, its columns parted by tabs, commas, semicolons or bars.
static class TableFeed
{
    const int LongestRow = 1 << 20;
    static readonly string[] Needed = ["id", "title", "link"];

    public static IEnumerable<FeedRow> Read(TextReader text, char separator)
    {
        var unclosed = false;
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        }, leaveOpen: false);
        reader.ReadHeader();
        var columns = reader.Headers.Select(Columns.Named).ToList();
        foreach (var needed in Needed)
            if (!columns.Contains(needed)) throw new Refused("The first line names no column {column}.", ("column", needed));
        while (reader.Read())
        {
            if (unclosed) throw new Refused("Line {line}: a quotation mark is opened and never closed.", ("line", reader.LineNumber));
            var row = new FeedRow(reader.LineNumber);
            if (reader.FieldCount > columns.Count) row.Fault = new Refused("It has {n} fields, but the first line names {columns} columns.", ("n", reader.FieldCount), ("columns", columns.Count));
            for (var at = 0; at < Math.Min(reader.FieldCount, columns.Count); at++)
                if (columns[at] is { } name) Add(row, name, reader.GetString(at));
            yield return row;
        }
    }

    static void Add(FeedRow row, string name, string value)
    {
        switch (name)
        {
            case "additional_image_link":
                foreach (var address in value.Split(',')) row.Add(name, address);
                break;
            case "product_detail":
                // "Section:Name:Value,Section:Name:Value"; the section may be empty.
                foreach (var detail in value.Split(','))
                    if (detail.Split(':', 3) is [var section, var label, var words]) row.Add(name, string.Join(FeedRow.Part, section, label, words));
                break;
            default: row.Add(name, value); break;
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
        catch (ArgumentException) { throw new Refused("There is no encoding called {name}.", ("name", said)); }
    }

    static readonly UTF8Encoding Utf8 = new(false, true);
}
