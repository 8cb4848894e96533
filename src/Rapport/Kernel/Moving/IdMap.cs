using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Moving;

/// The ids of another community of ours in this one: the same where nobody here has been given them, else all moved on by one number.
public sealed partial class IdMap(IReadOnlyList<IdRange> ranges)
{
    readonly Dictionary<long, long> diverted = [];

    public bool KeepsAll { get; } = ranges.All(r => r.Shift == 0);

    /// Something of the archive is something that was here before: the same tag, the same person.
    public void Divert(long id, long here)
    {
        if (Of(id) != here) diverted[id] = here;
    }

    public long Of(long id)
    {
        if (diverted.TryGetValue(id, out var other)) return other;
        foreach (var range in ranges)
            if (id >= range.From && id < range.Below) return id + range.Shift;
        return id;
    }

    public bool Holds(long id) => ranges.Any(r => id >= r.From && id < r.Below);

    /// Words, addresses of files and of our own pages, with the ids they have here.
    public string In(string text) => KeepsAll ? text : Named().Replace(text, m => m.Groups[1].Value + Of(long.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) + m.Groups[3].Value);

    [GeneratedRegex(@"((?<![\w\\])@\[|\[#|(?<![\w/])/(?:topics|posts|members|products)/|/files/)([1-9][0-9]{0,15})(\]|(?![0-9]))")]
    private static partial Regex Named();
}

/// Ids from one number on and below another, and how far they were moved on.
public readonly record struct IdRange(long From, long Below, long Shift);
