using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Defence.Patterns;

/// A finding as the page shows it: with some of the members and posts it is about.
public sealed record FindingRow(Finding Finding, IReadOnlyList<Named> Members, IReadOnlyList<Named> Posts);

/// Who or what, by name.
public sealed record Named(long Id, string Name);

static class FindingReading
{
    const int Most = 40, MostNamed = 20;

    extension(Db db)
    {
        /// Those that nobody dealt with, the latest first: as few questions for many as for one.
        public async Task<IReadOnlyList<FindingRow>> FindingRows()
        {
            var findings = await db.Findings.AsNoTracking().Where(f => f.LookedAt == null && f.DismissedAt == null).OrderByDescending(f => f.SeenAt).ThenByDescending(f => f.Id).Take(Most).ToListAsync();
            var ids = findings.ConvertAll(f => f.Id);
            var parts = (await db.FindingParts.AsNoTracking().Where(p => ids.Contains(p.FindingId)).OrderByDescending(p => p.Opens).ThenBy(p => p.ThingId).ToListAsync()).ToLookup(p => (p.FindingId, p.Of));
            var (members, posts) = (Named(parts, "member"), Named(parts, "post"));
            var names = await db.Members.AsNoTracking().Where(m => members.Contains(m.Id) && m.LeftAt == null).ToDictionaryAsync(m => m.Id, m => m.Name);
            var titles = await db.Posts.AsNoTracking().Where(p => posts.Contains(p.Id)).Select(p => new { p.Id, p.Topic.Title }).ToDictionaryAsync(p => p.Id, p => p.Title);
            IReadOnlyList<Named> Of(long finding, string of, Dictionary<long, string> known) => [.. parts[(finding, of)].Take(MostNamed).Where(p => known.ContainsKey(p.ThingId)).Select(p => new Named(p.ThingId, known[p.ThingId]))];
            return findings.ConvertAll(f => new FindingRow(f, Of(f.Id, "member", names), Of(f.Id, "post", titles)));
        }
    }

    static List<long> Named(ILookup<(long, string Of), FindingPart> parts, string of) => [.. parts.Where(g => g.Key.Of == of).SelectMany(g => g.Take(MostNamed)).Select(p => p.ThingId).Distinct()];
}
