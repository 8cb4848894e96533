using Rapport.Kernel;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Tables;

namespace Rapport.Interchange.ReviewLists;

/// The part of what was handed in that holds reviews: a table, JSON, JSON lines or XML. Read row by row, as often as is needed.
sealed class ReviewFile(Parcel parcel, string name, Func<IEnumerable<ReviewRow>> rows, IReadOnlyList<string>? headings = null)
{
    /// Headings of lines that name them one by one: so many lines tell all of them.
    const int MostLooked = 1_000, MostHeadings = 300;

    public Parcel Parcel => parcel;
    public string Name => name;
    public IEnumerable<ReviewRow> Rows => rows();

    public IReadOnlyList<string> Headings { get; } = headings ?? [.. rows().Take(MostLooked).SelectMany(r => r.Values.Keys).Distinct().Take(MostHeadings)];

    /// Something of its form, whatever its columns; null where nothing is.
    public static ReviewFile? Find(Parcel parcel)
    {
        foreach (var part in parcel.Names.Order(StringComparer.Ordinal))
            if (Open(parcel, part) is { } found) return found;
        return null;
    }

    /// Whether one of the parts holds reviews beyond doubt: stars, and something that names a product.
    public static bool Is(Parcel parcel)
    {
        try { return Find(parcel) is { } file && Fits(Kernel.Tables.Headings.Keys(file.Headings)); }
        catch (Refused) { return false; }
    }

    static bool Fits(HashSet<string> keys) => BuiltInMaps.All.Any(m => m.Knows(keys)) ||
        ReviewColumns.Known.Finds(keys, "rating") && ReviewColumns.Products.Any(p => ReviewColumns.Known.Finds(keys, p));

    static ReviewFile? Open(Parcel parcel, string part) => Path.GetExtension(part).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => new(parcel, part, () => Table(parcel, part), Columns(parcel, part)),
        ".jsonl" or ".ndjson" => new(parcel, part, () => JsonRows.Lines(parcel, part)),
        ".json" => JsonRows.Find(parcel, part) is { } read ? new(parcel, part, read) : null,
        ".xml" => XmlRows.Has(parcel, part) ? new(parcel, part, () => XmlRows.Read(parcel, part)) : null,
        _ => null,
    };

    static IEnumerable<ReviewRow> Table(Parcel parcel, string part)
    {
        using var stream = parcel.Seekable(part);
        var table = Kernel.Tables.Table.Open(stream, parcel.Encoding);
        foreach (var row in table.Rows)
        {
            var values = new Dictionary<string, string>(table.Columns.Count);
            for (var at = 0; at < table.Columns.Count; at++) values[table.Columns[at]] = at < row.Values.Count ? row.Values[at] : "";
            yield return new(row.Number, values) { Fault = row.Fault };
        }
    }

    static IReadOnlyList<string> Columns(Parcel parcel, string part)
    {
        using var stream = parcel.Seekable(part);
        return [.. Kernel.Tables.Table.Open(stream, parcel.Encoding).Columns.Distinct().Take(MostHeadings)];
    }
}
