using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Tables;

namespace Rapport.Interchange.ReviewLists;

/// A review as it stands in the list: values by their headings.
sealed class ReviewRow(long number, IReadOnlyDictionary<string, string> values)
{
    /// The line, or the how-manieth it is.
    public long Number { get; } = number;
    public IReadOnlyDictionary<string, string> Values { get; } = values;
    public Refused? Fault { get; init; }

    public string? this[string? heading] => heading is not null && Values.GetValueOrDefault(heading)?.Trim() is { Length: > 0 } value ? value : null;

    /// The same values have the same print, however the columns are ordered. Where people were when they wrote has no part in it.
    public UInt128 Print(Func<string, bool>? but = null)
    {
        var text = new StringBuilder();
        foreach (var (heading, value) in Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (value.Length > 0 && Key(heading) is { } key && but?.Invoke(heading) != true) text.Append(key).Append('\0').Append(value.Trim()).Append('\0');
        return XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text.ToString()));
    }

    const int MostKept = 5_000;
    static readonly ConcurrentDictionary<string, string?> keys = [];

    /// How a heading is compared, kept: every row has the same ones. Null for one that has no part in it.
    static string? Key(string heading)
    {
        if (keys.TryGetValue(heading, out var known)) return known;
        var key = ReviewColumns.IsTrack(heading) ? null : Headings.KeyOf(heading);
        if (keys.Count < MostKept) keys[heading] = key;
        return key;
    }
}
