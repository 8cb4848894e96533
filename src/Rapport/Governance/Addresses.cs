using System.Globalization;

namespace Rapport.Governance;

/// What addresses of this site name.
public static class Addresses
{
    /// The number after the beginning of a path: 12 in "/posts/12/history".
    public static long? Number(string path, string before) =>
        path.StartsWith(before, StringComparison.Ordinal) && long.TryParse(path[before.Length..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
