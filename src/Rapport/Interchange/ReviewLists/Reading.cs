using Rapport.Kernel.Tables;

namespace Rapport.Interchange.ReviewLists;

/// How this very list is read: each column by its heading, the scale of its ratings and the order of its dates.
sealed class Reading
{
    static readonly string[] Needed = ["rating", "date"];

    DateTimeOffset now = DateTimeOffset.MaxValue.AddDays(-1);

    Reading(ReviewMap map, IReadOnlyList<string> headings, Dictionary<string, string> columns) => (Map, Headings, Columns) = (map, headings, columns);

    public ReviewMap Map { get; }
    public IReadOnlyList<string> Headings { get; }

    /// Headings by our name for them.
    public IReadOnlyDictionary<string, string> Columns { get; }
    public int Scale { get; private set; } = 5;
    public bool DayFirst { get; private set; }

    /// A date that may be two days, where neither the list nor anybody says which.
    public string? Doubtful { get; private set; }

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
    public void Settle(Survey survey, DateTimeOffset now)
    {
        this.now = now;
        Doubtful = Map.DayFirst is null ? survey.Doubtful : null;
        Scale = Map.Scale ?? survey.Scale;
        DayFirst = Map.DayFirst ?? survey.DayFirst;
    }

    /// Somewhere it is tomorrow already.
    public bool IsAhead(DateTimeOffset at) => at > now.AddDays(1);

    /// Nobody reviewed anything on the web before there was one.
    public DateTimeOffset? Time(string? text) => Dates.Time(text, DayFirst) is { Year: > 1990 } at ? at : null;
}
