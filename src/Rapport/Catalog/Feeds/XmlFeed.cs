using System.Text;
using System.Xml;
using Rapport.Kernel;

namespace Rapport.Catalog.Feeds;

/// Reads a product feed as RSS 2.0 or Atom, an item at a time, however large the file. Document types are forbidden, so that no entity can grow.
static class XmlFeed
{
    const string Google = "http://base.google.com/ns/1.0", Atom = "http://www.w3.org/2005/Atom";
    const int LongestValue = 100_000, MostValues = 1_000;

    public static IEnumerable<FeedRow> Read(Stream stream)
    {
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        var number = 0L;
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "item" or "entry" })
                yield return Item(reader, ++number);
    }

    static FeedRow Item(XmlReader reader, long number)
    {
        var row = new FeedRow(number);
        if (reader.IsEmptyElement) return row;
        var depth = reader.Depth;
        for (var count = 0; reader.Read() && reader.Depth > depth;)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (++count > MostValues) row.Fault ??= new Refused("It has more than {n} values.", ("n", MostValues));
            Value(reader, row);
        }
        return row;
    }

    static void Value(XmlReader reader, FeedRow row)
    {
        var (name, space) = (reader.LocalName, reader.NamespaceURI);
        if (space == Atom && name == "link")
        {
            if (reader.GetAttribute("rel") is null or "alternate" && reader.GetAttribute("href") is { } href) row.Add("link", href);
            return;
        }
        var column = (space, name) switch
        {
            (Google, _) => Columns.Named(name),
            (Atom, "summary" or "content") => "description",
            (Atom, "id") or ("", "guid") => "fallback_id",
            (Atom or "", _) => Columns.Named(name),
            _ => null,
        };
        var text = Text(reader, row, parts: column == "product_detail");
        if (column is not null) row.Add(column, text, first: space == Google && column is "title" or "link" or "description" or "id");
    }

    /// The words of an element, up to a limit; in parts where it is made of further elements.
    static string Text(XmlReader reader, FeedRow row, bool parts)
    {
        if (reader.IsEmptyElement) return "";
        var depth = reader.Depth;
        var text = new StringBuilder();
        var pieces = new Dictionary<string, string>();
        var chunk = new char[4096];
        while (reader.Read() && reader.Depth > depth)
        {
            if (parts && reader.NodeType == XmlNodeType.Element) pieces[reader.LocalName] = Text(reader, row, parts: false);
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            for (int read; (read = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
                if (text.Length + read <= LongestValue) text.Append(chunk, 0, read);
                else row.Fault ??= new Refused("A value is longer than {n} characters.", ("n", LongestValue));
        }
        return pieces.Count == 0 ? text.ToString()
            : string.Join(FeedRow.Part, pieces.GetValueOrDefault("section_name", ""), pieces.GetValueOrDefault("attribute_name", ""), pieces.GetValueOrDefault("attribute_value", ""));
    }
}
