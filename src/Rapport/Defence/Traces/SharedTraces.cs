using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Defence.Traces;

/// Many members behind one device, or behind one address of the network. Families and offices share both.
static class SharedTraces
{
    /// How long traces are kept.
    public const int Days = 30;

    public static async Task<IReadOnlyList<Found>> Find(Db db, DefenceSettings rules) =>
        [.. await Of(db, TraceKind.Device, SignalKind.Device, rules.Device), .. await Of(db, TraceKind.Address, SignalKind.Address, rules.Address)];

    static async Task<IReadOnlyList<Found>> Of(Db db, TraceKind kind, SignalKind signal, int least)
    {
        var since = db.Clock.GetUtcNow().AddDays(-Days);
        var those = db.Traces.Where(t => t.Kind == kind && t.At > since && db.Set<Member>().Any(m => m.Id == t.MemberId && m.LeftAt == null && m.Role == Role.Member));
        var shared = await those.GroupBy(t => t.Hash).Where(g => g.Count() >= least).Select(g => g.Key).ToListAsync();
        if (shared.Count == 0) return [];
        return [.. (await those.Where(t => shared.Contains(t.Hash)).OrderBy(t => t.MemberId).Select(t => new { t.Hash, t.MemberId }).ToListAsync())
            .GroupBy(t => t.Hash).Select(g => new Found(signal, null, $"{signal}:{g.Key}", g.Count(), 0, [.. g.Select(t => ("member", t.MemberId, true))]))];
    }
}
