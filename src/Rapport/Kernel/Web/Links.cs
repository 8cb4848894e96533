namespace Rapport.Kernel.Web;

/// Where a thing of a kind is shown: modules register their kinds, so that notices, acts and redirects can name any of them.
public sealed class Links(IEnumerable<Link> links)
{
    readonly Dictionary<string, Link> byKind = links.ToDictionary(l => l.Kind);

    public string? Find(string? kind, long? id) =>
        kind is not null && id is not null && byKind.TryGetValue(kind, out var link) ? string.Format(System.Globalization.CultureInfo.InvariantCulture, link.Path, id) : null;
}

/// A kind of thing and the path that leads to one of them: "post" and "/posts/{0}".
public sealed record Link(string Kind, string Path);
