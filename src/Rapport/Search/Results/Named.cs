using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Search.Documents;
using Rapport.Search.Index;

namespace Rapport.Search.Results;

/// A thing that was found, by its name alone.
public sealed record Named(DocumentKind Kind, long Id, string Name, string Path, bool Solved = false, long Space = 0, long? Author = null)
{
    /// Without the topics of whom this visitor muted: what is shared between members is read with them.
    public static IReadOnlyList<Named> Heard(IEnumerable<Named> found, Me me) => [.. found.Where(n => !me.Mutes(n.Author))];

    /// In the order given, without what this visitor may not see.
    public static async Task<IReadOnlyList<Named>> Of(Db db, Me me, IReadOnlyList<(DocumentKind Kind, long Id)> keys)
    {
        List<long> Ids(DocumentKind kind) => [.. keys.Where(k => k.Kind == kind).Select(k => k.Id)];
        var (topics, products, members) = (Ids(DocumentKind.Topic), Ids(DocumentKind.Product), Ids(DocumentKind.Member));
        var found = new List<Named>();
        if (topics.Count > 0)
            found.AddRange((await db.Topics.AsNoTracking().VisibleTo(me).Where(t => topics.Contains(t.Id)).Select(t => new { t.Id, t.Title, t.Slug, t.SpaceId, Solved = t.AcceptedId != null, Author = t.ByEmployee ? null : t.AuthorId }).ToListAsync())
                .Select(t => new Named(DocumentKind.Topic, t.Id, t.Title, Topic.PathOf(t.Id, t.Slug), t.Solved, t.SpaceId, t.Author)));
        if (products.Count > 0)
            found.AddRange((await db.Set<Catalog.Product>().AsNoTracking().Where(p => products.Contains(p.Id)).ToListAsync()).Select(p => new Named(DocumentKind.Product, p.Id, p.Name, p.Path)));
        if (members.Count > 0)
            found.AddRange((await db.Members.AsNoTracking().Findable().Where(m => members.Contains(m.Id)).Select(m => new { m.Id, m.Name }).ToListAsync()).Select(m => new Named(DocumentKind.Member, m.Id, m.Name, $"/members/{m.Id}")));
        var known = found.ToDictionary(n => (n.Kind, n.Id));
        return [.. keys.Where(known.ContainsKey).Select(k => known[k])];
    }
}
