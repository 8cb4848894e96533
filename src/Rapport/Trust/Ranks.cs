using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Trust;

/// As what somebody is shown beside their words: nothing for most.
public enum Rank { Nobody, Helper, Appointed }

/// Who helps in an area, by what they earned or because the brand appointed them.
public sealed class Ranks(Db db, SiteSettings settings, TimeProvider clock)
{
    /// One question for a page.
    public async Task<IReadOnlyDictionary<long, Rank>> In(long area, IReadOnlyCollection<long> members)
    {
        if (members.Count == 0) return new Dictionary<long, Rank>();
        var least = settings.Of<TrustSettings>().AmountFor(Privilege.Tags, clock.GetUtcNow());
        var found = await db.Standings.Where(s => s.AreaId == area && members.Contains(s.MemberId) && s.Amount >= (db.Set<Bar>().Where(b => b.AreaId == area && b.Privilege == Privilege.Tags).Select(b => (double?)b.Amount).FirstOrDefault() ?? least)).Select(s => new { s.MemberId, Appointed = false })
            .Concat(db.Appointments.Where(a => members.Contains(a.MemberId) && a.EndedAt == null && (a.AreaId == null || a.AreaId == area)).Select(a => new { a.MemberId, Appointed = true })).ToListAsync();
        return found.GroupBy(f => f.MemberId).ToDictionary(g => g.Key, g => g.Any(f => f.Appointed) ? Rank.Appointed : Rank.Helper);
    }
}
