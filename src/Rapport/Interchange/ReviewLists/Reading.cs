using System.Globalization;
using Rapport.Kernel.Tables;

namespace Rapport.Interchange.ReviewLists;

/// How this very list is read: each column by its heading, the scale of its ratings and the order of its dates.
sealed class Reading
{
    static readonly string[] Needed = ["rating", "date"];

    Reading(ReviewMap map, IReadOnlyList<string> headings, Dictionary<string, string> columns) => (Map, Headings, Columns) = (map, headings, columns);

    public ReviewMap Map { get; }
    public IReadOnlyList<string> Headings { get; }

    /// Headings by our name for them.
    public IReadOnlyDictionary<string, string> Columns { get; }
    public int Scale { get; private set; } = 5;
    public bool DayFirst { get; private set; }

    public string? Heading(string field) => Columns.GetValueOrDefault(field);
    public string? Of(ReviewRow row, string field) => row[Heading(field)];

    /// Without these nothing can be brought in.
    public IReadOnlyList<string> Missing => [.. Needed.Where(f => !Columns.ContainsKey(f)), .. ReviewColumns.Products.Any(Columns.ContainsKey) ? Array.Empty<string>() : ["product_id"]];

    /// Headings that nothing is made of.
    public IReadOnlyList<string> Unread => [.. Headings.Where(h => !Columns.Values.Contains(h) && !h.Contains('.'))];

    /// What the map names, then what the headings say by themselves.
    public static Reading Of(ReviewMap map, IReadOnlyList<string> headings)
    {
        var columns = new Dictionary<string, string>();
        var keys = headings.Select(Kernel.Tables.Headings.KeyOf).ToList();
        foreach (var (field, heading) in map.Columns)
            if (heading.Length > 0 && keys.IndexOf(Kernel.Tables.Headings.KeyOf(heading)) is >= 0 and var at) columns[field] = headings[at];
        foreach (var (field, at) in ReviewColumns.Known.Places(headings))
            if (!map.Columns.ContainsKey(field) && !columns.ContainsValue(headings[at])) columns.TryAdd(field, headings[at]);
        return new(map, headings, columns);
    }

    /// Where the map does not say, the list tells its scale and the order of its dates.
    public void Settle(Survey survey)
    {
        Scale = Map.Scale ?? survey.Scale;
        DayFirst = Map.DayFirst ?? survey.DayFirst;
    }

    static readonly string[] shapes = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "MM d, yyyy", "MM dd, yyyy", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd"];
    static readonly string[] monthFirst = ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yy", "M-d-yyyy"];
    static readonly string[] dayFirst = ["d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss"];

    /// A time without a zone is taken as UTC; digits alone count seconds or thousandths of seconds since 1970.
    public DateTimeOffset? Time(string? text)
    {
        if (text is null) return null;
        if (text.EndsWith(" UTC", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        if (text.Length is >= 9 and <= 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return Sane(text.Length > 11 ? DateTimeOffset.FromUnixTimeMilliseconds(count) : DateTimeOffset.FromUnixTimeSeconds(count));
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParseExact(text, [.. shapes, .. DayFirst ? dayFirst : monthFirst, .. text.Contains('.') ? dayFirst : []], CultureInfo.InvariantCulture, universal, out var at)) return Sane(at);
        return text.Contains('/') || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, universal, out at) ? null : Sane(at);
    }

    static DateTimeOffset? Sane(DateTimeOffset at) => at.Year is > 1990 and < 2200 ? at : null;
}
