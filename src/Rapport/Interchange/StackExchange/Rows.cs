using System.Globalization;
using System.Xml;
using Rapport.Kernel;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.StackExchange;

/// Reads a dump's file row by row: the attributes of each row element, never the whole file.
static class Rows
{
    public static IEnumerable<Row> Of(Parcel dump, string file)
    {
        if (dump.Open(file) is not { } part) yield break;
        using var stream = new Bounded(part, file);
        using var reader = XmlReader.Create(stream, Bounded.Settings);
        while (Next(reader, stream))
        {
            var row = new Row(file, ((IXmlLineInfo)reader).LineNumber);
            while (reader.MoveToNextAttribute()) row[reader.Name] = reader.Value;
            yield return row;
        }
    }

    static bool Next(XmlReader reader, Bounded stream)
    {
        try
        {
            for (stream.Next(); reader.Read(); stream.Next())
                if (reader is { NodeType: XmlNodeType.Element, Name: "row" }) return true;
            return false;
        }
        catch (XmlException problem) { throw stream.Broken(problem); }
    }
}

/// One row: the attributes by name, and where it stands for reports.
sealed class Row(string file, int line) : Dictionary<string, string>
{
    public string Need(string name) => TryGetValue(name, out var value) && value.Length > 0 ? value : throw new FormatException($"{file} line {line}: {name} is missing");
    public string? Get(string name) => TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    public int Number(string name) => int.TryParse(Get(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// Instants of a dump are UTC without saying so.
    public DateTimeOffset? Time(string name) => Get(name) is not { } text ? null : TimeOrNone(name) ?? throw new FormatException($"{file} line {line}: {name} is not a time: {text}");

    public DateTimeOffset? TimeOrNone(string name) => DateTimeOffset.TryParse(Get(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    public DateTimeOffset At(string name) => Time(name) ?? throw new FormatException($"{file} line {line}: {name} is missing");
    public DateOnly Day(string name) => DateOnly.FromDateTime(At(name).UtcDateTime);
}
