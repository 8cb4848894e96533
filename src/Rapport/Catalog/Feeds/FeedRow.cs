namespace Rapport.Catalog.Feeds;

/// One product as a feed wrote it: names in Google's spelling, values as they came.
public sealed class FeedRow(long number)
{
    /// Parts of a composed value, such as the section, name and value of a specification.
    public const char Part = '\u001f';

    readonly Dictionary<string, List<string>> values = [];

    /// The line of a table, or which item of an XML feed it is.
    public long Number { get; } = number;

    /// What is wrong with the row as a whole.
    public Kernel.Refused? Fault { get; set; }

    public void Add(string name, string value, bool first = false)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        if (!values.TryGetValue(name, out var all)) values[name] = all = [];
        if (first) all.Insert(0, value.Trim()); else if (all.Count < 200) all.Add(value.Trim());
    }

    public string? First(string name) => values.TryGetValue(name, out var all) ? all[0] : null;

    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var all) ? all : [];
}
