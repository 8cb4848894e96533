using System.Text;
using System.Xml;
using CsvHelper;
using Rapport.Kernel;

namespace Rapport.Catalog.Feeds;

/// A feed on disk: what it is is told from its beginning, not from its name.
sealed class FeedFile(string path, string? charset)
{
    // Lists of shops still come in the code pages of old.
    static FeedFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// Row by row, never the whole. What cannot be read on from there is Refused with its line.
    public IEnumerable<FeedRow> Rows()
    {
        using var rows = Open().GetEnumerator();
        while (Next(rows)) yield return rows.Current;
    }

    static bool Next(IEnumerator<FeedRow> rows)
    {
        try { return rows.MoveNext(); }
        catch (XmlException problem) when (problem.Message.Contains("DTD", StringComparison.Ordinal)) { throw new Refused("Document types are not allowed in a feed."); }
        catch (XmlException problem) { throw new Refused("Line {line}: the XML is broken here: {problem}", ("line", problem.LineNumber), ("problem", problem.Message)); }
        catch (DecoderFallbackException) { throw new Refused("The file is not written in the encoding it claims. Save it as UTF-8, or say which encoding it has."); }
        catch (CsvFormatException problem) { throw new Refused("Line {line}: the table is broken here: {problem}", ("line", problem.LineNumber), ("problem", problem.Message)); }
    }

    IEnumerable<FeedRow> Open()
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var head = new byte[8192];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (encoding, skip) = TableFeed.EncodingOf(head.AsSpan(0, read), charset);
        stream.Position = 0;
        var text = Lenient(encoding).GetString(head, skip, read - skip);
        if (text.TrimStart().StartsWith('<')) return XmlFeed.Read(stream);
        if (string.IsNullOrWhiteSpace(text)) throw new Refused("The file is empty.");
        stream.Position = skip;
        return TableFeed.Read(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16), TableFeed.Separator(text));
    }

    /// The beginning may end within a character.
    static Encoding Lenient(Encoding encoding) => Encoding.GetEncoding(encoding.CodePage);
}
