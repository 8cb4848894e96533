using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Defence.Copies;
using Rapport.Defence.Signals;
using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Defence.Patterns;

/// Reviews of one product within three days by members who have done nothing else and bought it nowhere we know of, and how many of them say the same. What they say of the product, and with how many stars, is not asked.
static class BoughtReviews
{
    static readonly TimeSpan Window = TimeSpan.FromDays(3);

    public static async Task<IReadOnlyList<Found>> Find(Db db, int least)
    {
        var reviews = await db.Deeds.AsNoTracking().Where(d => d.Kind == DeedKind.Review && d.ProductId != null).OrderBy(d => d.At).ToListAsync();
        var found = new List<Found>();
        foreach (var those in reviews.GroupBy(d => d.ProductId!.Value).Where(g => g.Count() >= least))
        {
            var suspect = await Suspect(db, those.Key, [.. those]);
            if (Densest(suspect) is not { } dense || dense.Count < least) continue;
            found.Add(new(SignalKind.Reviews, null, $"reviews:{those.Key}:{dense[0].Position}", dense.Count, await Copies(db, dense), [.. dense.Select(d => ("post", d.PostId!.Value, true)), .. dense.Select(d => ("member", d.ActorId, false)).Distinct()]));
        }
        return found;
    }

    /// By members whose only post it is, who voted for nothing, and who did not buy the thing or a variant of it.
    static async Task<List<Deed>> Suspect(Db db, long product, List<Deed> reviews)
    {
        var authors = reviews.Select(d => d.ActorId).Distinct().ToList();
        var family = await db.Set<Product>().Where(p => p.Id == product).Select(p => p.FamilyId).FirstOrDefaultAsync();
        var owners = await db.OwnersOf(db.Set<Product>().Where(p => p.Id == product || family != null && (p.FamilyId == family || p.Id == family)).Select(p => p.Id)).Where(m => authors.Contains(m)).ToListAsync();
        var busy = await db.Posts.Where(p => p.AuthorId != null && authors.Contains(p.AuthorId.Value)).GroupBy(p => p.AuthorId!.Value).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync();
        var voted = await db.Praises.Where(p => authors.Contains(p.FromMemberId) && p.Count > 0).Select(p => p.FromMemberId).Distinct().ToListAsync();
        return [.. reviews.Where(d => !owners.Contains(d.ActorId) && !busy.Contains(d.ActorId) && !voted.Contains(d.ActorId))];
    }

    static List<Deed>? Densest(List<Deed> deeds) =>
        deeds.Select(first => deeds.Where(d => d.At >= first.At && d.At - first.At <= Window).ToList()).MaxBy(d => d.Count);

    /// How many of them say nearly what another of them says.
    static async Task<int> Copies(Db db, List<Deed> reviews)
    {
        var ids = reviews.Select(d => d.PostId!.Value).ToList();
        var drawn = (await db.Drawings.AsNoTracking().Where(d => ids.Contains(d.PostId)).Select(d => d.Bytes).ToListAsync()).ConvertAll(b => MinHash.FromBytes(b));
        return drawn.Count(d => drawn.Exists(o => !ReferenceEquals(d, o) && d.Alike(o) >= Copying.Alike));
    }
}
