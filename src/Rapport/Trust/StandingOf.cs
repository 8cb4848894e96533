using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Statistics;

namespace Rapport.Trust;

/// What counts for a member in one area: how often, and the points of today.
public sealed record Counted(PraiseKind Kind, int Times, double Points);

public sealed record AreaStanding(long Area, string Name, double Points, IReadOnlyList<Counted> Why, bool Appointed);

/// How a member stands, as a page shows it. What they have left to give is their own.
public sealed record StandingView(long Member, double Points, IReadOnlyList<AreaStanding> Areas, KnownBy Known, double Left, int Upheld, int Rejected, bool HelperOfAll)
{
    /// What their next helpful vote and accepted answer would count for somebody they have not praised yet.
    public double Helpful { get; init; }
    public double Accepted { get; init; }

    /// How high the bars are, in points of today, and what was given; read for the page that explains them.
    public IReadOnlyDictionary<(long Area, Privilege Privilege), double> Bars { get; init; } = new Dictionary<(long, Privilege), double>();
    public IReadOnlyDictionary<(long Area, Privilege Privilege), DateTimeOffset?> Given { get; init; } = new Dictionary<(long, Privilege), DateTimeOffset?>();

    /// Points that are missing for a privilege in an area; nothing where it is held.
    public double? Missing(AreaStanding area, Privilege privilege, double usual)
    {
        var wide = privilege == Privilege.Links;
        if (area.Appointed || HelperOfAll || Given.ContainsKey((wide ? 0 : area.Area, privilege)) || wide && Known != 0) return null;
        var missing = Bars.GetValueOrDefault((wide ? 0 : area.Area, privilege), usual) - (wide ? Points : area.Points);
        return missing <= 0 ? null : missing;
    }
}

/// Reads how members stand, in the areas that the visitor may see.
public sealed class StandingOf(Db db, SiteSettings settings, TimeProvider clock, Turns turns, AreaNames? names = null)
{
    /// As many questions for many areas as for one. Whole is with what it is for, and what it allows.
    public Task<StandingView> Read(long member, Me me, bool whole = true) => turns.Take(async () =>
    {
        var (formula, day) = (settings.Of<TrustSettings>().Formula, Days.Of(clock.GetUtcNow()));
        double Points(double amount) => formula.Points(amount, day);
        var voice = await db.Voices.AsNoTracking().FirstOrDefaultAsync(v => v.MemberId == member);
        var standings = await db.Standings.AsNoTracking().Where(s => s.MemberId == member).ToListAsync();
        var why = (!whole ? [] : await db.Praises.AsNoTracking().Where(p => p.ReceiverId == member && p.Counts).GroupBy(p => new { p.AreaId, p.Kind }).Select(g => new { g.Key.AreaId, g.Key.Kind, Times = g.Count(), Amount = g.Sum(p => p.Amount) }).ToListAsync())
            .ToLookup(p => p.AreaId, p => new Counted(p.Kind, p.Times, Points(p.Amount)));
        var appointed = await db.Appointments.AsNoTracking().Where(a => a.MemberId == member && a.EndedAt == null).Select(a => a.AreaId).ToListAsync();
        List<long> ids = [.. standings.Select(s => s.AreaId).Union(appointed.OfType<long>())];
        var known = names is null || ids.Count == 0 ? new Dictionary<long, string>() : await names(db, me, ids);
        var areas = ids.Where(known.ContainsKey).Select(id => new AreaStanding(id, known[id], Points(standings.Find(s => s.AreaId == id)?.Amount ?? 0), [.. why[id].OrderBy(c => c.Kind)], appointed.Contains(id))).OrderByDescending(a => a.Points).ThenBy(a => a.Area).ToList();
        // A sum over more than what is listed would tell of places that the visitor may not see.
        var total = me.Id == member ? Points(voice?.Received ?? 0) : areas.Sum(a => a.Points);
        var ledger = new StandingLedger(formula);
        if (voice is not null) ledger.Set(member, new(voice.Received, voice.Given, voice.Known != 0));
        var bars = !whole ? [] : await db.Bars.AsNoTracking().Where(b => b.AreaId == 0 || ids.Contains(b.AreaId)).ToListAsync();
        var given = !whole ? [] : await db.Grants.AsNoTracking().Where(g => g.MemberId == member && g.EndedAt == null).ToListAsync();
        return new StandingView(member, total, areas, voice?.Known ?? 0, ledger.Left(member, day), voice?.Upheld ?? 0, voice?.Rejected ?? 0, appointed.Contains(null))
        {
            Helpful = formula.Helpful * ledger.Weight(member, 0, formula.Helpful, day), Accepted = formula.Accepted * ledger.Weight(member, 0, formula.Accepted, day),
            Bars = bars.ToDictionary(b => (b.AreaId, b.Privilege), b => Points(b.Amount)), Given = given.ToDictionary(g => (g.AreaId, g.Privilege), g => g.FadesAt),
        };
    });
}
