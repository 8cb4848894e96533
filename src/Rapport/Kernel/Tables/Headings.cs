namespace Rapport.Kernel.Tables;

/// What others call the columns of their tables, by our name for each. Capitals, spaces and signs between words make no difference: "Product ID", "product-id" and "productId" are one.
public sealed class Headings
{
    readonly (string Name, string[] Aliases)[] known;
    readonly Dictionary<string, string> names = [];

    public Headings(params (string Name, string[] Others)[] columns)
    {
        known = [.. columns.Select(c => (c.Name, c.Others.Prepend(c.Name).Select(KeyOf).Distinct().ToArray()))];
        foreach (var (name, aliases) in known)
            foreach (var alias in aliases) names.TryAdd(alias, name);
    }

    public IEnumerable<string> Names => known.Select(k => k.Name);

    /// Null for a column that nothing here reads.
    public string? Named(string header) => names.GetValueOrDefault(KeyOf(header));

    /// Where each known column stands. Of several that would do, the alias that is named first counts.
    public Dictionary<string, int> Places(IReadOnlyList<string> columns)
    {
        var (keys, places) = (columns.Select(KeyOf).ToList(), new Dictionary<string, int>());
        foreach (var (name, aliases) in known)
            foreach (var alias in aliases)
                if (keys.IndexOf(alias) is >= 0 and var at) { places.Add(name, at); break; }
        return places;
    }

    /// Whether one of these is what others call the column.
    public bool Finds(IReadOnlySet<string> keys, string name) => known.First(k => k.Name == name).Aliases.Any(keys.Contains);

    public static HashSet<string> Keys(IEnumerable<string> headers) => [.. headers.Select(KeyOf)];

    public static string KeyOf(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
