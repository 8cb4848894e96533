using System.Xml;
using Rapport.Kernel;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.ReviewLists;

/// Reviews in XML, as Bazaarvoice takes them in: Feed, Product with an ExternalId, Reviews, Review. What stands within an element is read as "Outer.Inner" and by its own name.
static class XmlRows
{
    const int MostValues = 300, Deepest = 6;

    /// Whether there is a review in it at all.
    public static bool Has(Parcel parcel, string part)
    {
        try { return Read(parcel, part).Any(); }
        catch (Refused) { return false; }
    }

    public static IEnumerable<ReviewRow> Read(Parcel parcel, string part)
    {
        using var stream = new Bounded(parcel.Open(part)!, part);
        using var reader = XmlReader.Create(stream, Bounded.Settings);
        var (product, number, inside) = (new Dictionary<string, string>(), 0L, 0);
        while (true)
        {
            ReviewRow? row = null;
            try
            {
                stream.Next();
                if (!reader.Read()) yield break;
                if (reader.NodeType != XmlNodeType.Element) continue;
                switch (reader.LocalName)
                {
                    case "Product" when reader.Depth <= 2:
                        (product, inside) = (new(), reader.Depth);
                        if (reader.GetAttribute("id") is { } id) product["ExternalId"] = id;
                        break;
                    case "ExternalId" or "Name" when reader.Depth == inside + 1:
                        product[reader.LocalName] = Text(reader);
                        break;
                    case "Review" when !reader.IsEmptyElement:
                        row = One(reader, stream, ++number, product);
                        break;
                }
            }
            catch (XmlException problem) { throw stream.Broken(problem); }
            if (row is not null) yield return row;
        }
    }

    static ReviewRow One(XmlReader reader, Bounded stream, long number, Dictionary<string, string> product)
    {
        var values = new Dictionary<string, string>();
        if (product.GetValueOrDefault("ExternalId") is { } id) values["ProductId"] = id.Trim();
        if (product.GetValueOrDefault("Name") is { } name) values["ProductName"] = name.Trim();
        if (reader.GetAttribute("id") is { } own) values["Id"] = own;
        var said = new Dictionary<string, string>();
        using (var inside = reader.ReadSubtree())
        {
            inside.Read();
            Within(inside, stream, said, "", 0);
        }
        foreach (var (path, words) in said) values.TryAdd(path, words);
        // Of elements of one name, the one that stands highest has it.
        foreach (var (path, words) in said.OrderBy(s => s.Key.Count(c => c == '.'))) values.TryAdd(path[(path.LastIndexOf('.') + 1)..], words);
        return new(number, values) { Fault = values.Count > MostValues ? new("it has more values than any review") : null };
    }

    /// The words of an element without those of further ones, which are told by their own names; said more than once, a line each.
    static string Within(XmlReader element, Bounded stream, Dictionary<string, string> said, string before, int depth)
    {
        if (element.IsEmptyElement) return "";
        var (text, level) = (new System.Text.StringBuilder(), element.Depth);
        while (element.Read() && element.Depth > level)
        {
            stream.Next();
            if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(element.Value);
            if (element.NodeType != XmlNodeType.Element) continue;
            var path = before + element.LocalName;
            using var further = element.ReadSubtree();
            further.Read();
            if (depth < Deepest && said.Count <= MostValues && Within(further, stream, said, path + ".", depth + 1) is { Length: > 0 } words)
                said[path] = said.TryGetValue(path, out var already) ? $"{already}\n{words}" : words;
        }
        return text.ToString().Trim();
    }

    static string Text(XmlReader reader)
    {
        using var inside = reader.ReadSubtree();
        var text = new System.Text.StringBuilder();
        while (inside.Read())
            if (inside.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) text.Append(inside.Value);
        return text.ToString();
    }
}
