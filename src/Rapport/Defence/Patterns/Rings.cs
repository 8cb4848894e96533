using Rapport.Defence.Signals;
using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Defence.Patterns;

/// Members who give their votes and acceptances mostly to each other.
static class Rings
{
    public static async Task<IReadOnlyList<Found>> Find(Db db)
    {
        var gifts = (await (from one in db.Praises.Where(p => p.Count > 0)
                            join other in db.Praises.Where(p => p.Count > 0) on new { From = one.ToMemberId, To = one.FromMemberId } equals new { From = other.FromMemberId, To = other.ToMemberId }
                            select new { one.FromMemberId, one.ToMemberId, one.Count }).ToListAsync()).ConvertAll(p => new Gift(p.FromMemberId, p.ToMemberId, p.Count));
        if (gifts.Count == 0) return [];
        var given = await db.Praises.GroupBy(p => p.FromMemberId).Select(g => new { g.Key, Sum = (long)g.Sum(p => p.Count) }).ToDictionaryAsync(g => g.Key, g => g.Sum);
        var voters = given.Count(g => g.Value > 0);
        // Where everybody praises everybody there is no ring, but a small community.
        return [.. MutualCore.Find(gifts, given).Where(g => 2 * g.Members.Count <= voters)
            .Select(g => new Found(SignalKind.Ring, null, $"ring:{g.Members[0]}", g.Members.Count, (int)Math.Round(100 * g.Share), [.. g.Members.Select(m => ("member", m, true))]))];
    }
}
