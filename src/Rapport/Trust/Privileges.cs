using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Trust;

/// What members may do because of their standing. Staff may by their office, and are not asked here.
public sealed class Privileges(Db db, SiteSettings settings, TimeProvider clock)
{
    /// What stands or was given, as one question to the database finds it.
    sealed record Found(int What, int Privilege, double Amount);

    const int Stands = 0, Received = 1, Appointed = 2, Granted = 3, Barred = 4;

    public async Task<bool> Has(Member member, Privilege privilege, long area = 0) => (await In(member, area)).Contains(privilege);

    /// In one area. What somebody may do everywhere is among it.
    public async Task<IReadOnlySet<Privilege>> In(Member member, long area)
    {
        if (Rest(member)) return new HashSet<Privilege>();
        var id = member.Id;
        var rows = await db.Standings.Where(s => s.MemberId == id && s.AreaId == area).Select(s => new { What = Stands, Privilege = 0, s.Amount })
            .Concat(db.Voices.Where(v => v.MemberId == id).Select(v => new { What = Received, Privilege = (int)v.Known, Amount = v.Received }))
            .Concat(db.Appointments.Where(a => a.MemberId == id && a.EndedAt == null).Select(a => new { What = Appointed, Privilege = a.AreaId == null || a.AreaId == area ? 1 : 0, Amount = 0d }))
            .Concat(db.Grants.Where(g => g.MemberId == id && (g.AreaId == area || g.AreaId == 0) && g.EndedAt == null).Select(g => new { What = Granted, Privilege = (int)g.Privilege, Amount = 0d }))
            .Concat(db.Bars.Where(b => b.AreaId == area || b.AreaId == 0).Select(b => new { What = Barred, Privilege = (int)b.Privilege, b.Amount })).ToListAsync();
        var found = rows.ConvertAll(r => new Found(r.What, r.Privilege, r.Amount));
        return Enum.GetValues<Privilege>().Where(p => May(p, found)).ToHashSet();
    }

    /// Whoever is quiet for a time changes nothing that others read.
    bool Rest(Member member) => member.IsQuietAt(clock.GetUtcNow());

    bool May(Privilege privilege, List<Found> found)
    {
        if (found.Exists(f => f.What == Appointed && (f.Privilege == 1 || privilege == Privilege.Links))) return true;
        if (found.Exists(f => f.What == Granted && f.Privilege == (int)privilege)) return true;
        // Whoever bought something is no stranger who only came to leave a link.
        if (privilege == Privilege.Links && found.Exists(f => f.What == Received && f.Privilege != 0)) return true;
        var bar = found.Find(f => f.What == Barred && f.Privilege == (int)privilege)?.Amount ?? settings.Of<TrustSettings>().AmountFor(privilege, clock.GetUtcNow());
        return found.Exists(f => f.What == (privilege == Privilege.Links ? Received : Stands) && f.Amount >= bar);
    }

    /// The areas in which somebody has a privilege; null for all of them. One question too.
    public async Task<IReadOnlySet<long>?> Areas(Member member, Privilege privilege)
    {
        if (Rest(member)) return new HashSet<long>();
        var (id, usual) = (member.Id, settings.Of<TrustSettings>().AmountFor(privilege, clock.GetUtcNow()));
        var found = await db.Standings.Where(s => s.MemberId == id).Select(s => new { What = Stands, Area = (long?)s.AreaId, s.Amount })
            .Concat(db.Appointments.Where(a => a.MemberId == id && a.EndedAt == null).Select(a => new { What = Appointed, Area = a.AreaId, Amount = 0d }))
            .Concat(db.Grants.Where(g => g.MemberId == id && g.Privilege == privilege && g.EndedAt == null).Select(g => new { What = Granted, Area = (long?)g.AreaId, Amount = 0d }))
            .Concat(db.Bars.Where(b => b.Privilege == privilege).Select(b => new { What = Barred, Area = (long?)b.AreaId, b.Amount })).ToListAsync();
        if (found.Exists(f => f is { What: Appointed, Area: null })) return null;
        var bars = found.Where(f => f.What == Barred).ToDictionary(f => f.Area!.Value, f => f.Amount);
        return found.Where(f => f.What is Appointed or Granted || f.What == Stands && f.Amount >= bars.GetValueOrDefault(f.Area!.Value, usual)).Select(f => f.Area!.Value).ToHashSet();
    }
}
