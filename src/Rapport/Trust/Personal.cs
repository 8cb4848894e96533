using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Trust;

/// How a member stands, for whose words, and what they found helpful.
sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Standing), typeof(Voice), typeof(Praise), typeof(Tie), typeof(Appointment), typeof(Grant), typeof(TrialChange)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("standing", [.. await db.Standings.AsNoTracking().Where(s => s.MemberId == memberId).OrderBy(s => s.AreaId).Select(s => new { Area = s.AreaId, s.Amount }).ToListAsync()]),
        new("standing-in-all", [.. await db.Voices.AsNoTracking().Where(v => v.MemberId == memberId).Select(v => new { v.Received, v.Given, Known = v.Known.ToString(), v.Upheld, v.Rejected }).ToListAsync()]),
        new("what-standing-is-for", [.. await db.Praises.AsNoTracking().Where(p => p.ReceiverId == memberId).OrderBy(p => p.At).ThenBy(p => p.Id).Select(p => new { p.At, Post = p.ThingId, Kind = p.Kind.ToString(), p.Amount, p.Counts }).ToListAsync()]),
        new("what-you-gave", [.. await db.Praises.AsNoTracking().Where(p => p.GiverId == memberId).OrderBy(p => p.At).ThenBy(p => p.Id).Select(p => new { p.At, Post = p.ThingId, Kind = p.Kind.ToString(), p.Amount }).ToListAsync()]),
        new("helper-of", [.. await db.Appointments.AsNoTracking().Where(a => a.MemberId == memberId).OrderBy(a => a.AppointedAt).Select(a => new { Area = a.AreaId, a.AppointedAt, a.EndedAt }).ToListAsync()]),
        new("formulas-tried", [.. await db.TrialChanges.AsNoTracking().Where(c => c.MemberId == memberId).OrderBy(c => c.TrialId).Select(c => new { Trial = c.TrialId, c.Before, c.After }).ToListAsync()]),
        new("privileges", [.. await db.Set<Grant>().AsNoTracking().Where(g => g.MemberId == memberId).OrderBy(g => g.Since).Select(g => new { Area = g.AreaId, Privilege = g.Privilege.ToString(), g.Since, g.FadesAt, g.EndedAt }).ToListAsync()]),
    ];

    /// What they found helpful stays counted for whom it helped, without them.
    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        await db.Praises.Where(p => p.ReceiverId == memberId).ExecuteDeleteAsync();
        await db.Praises.Where(p => p.GiverId == memberId).ExecuteUpdateAsync(s => s.SetProperty(p => p.GiverId, (long?)null));
        await db.Ties.Where(t => t.GiverId == memberId || t.ReceiverId == memberId).ExecuteDeleteAsync();
        await db.Standings.Where(s => s.MemberId == memberId).ExecuteDeleteAsync();
        await db.Voices.Where(v => v.MemberId == memberId).ExecuteDeleteAsync();
        await db.Appointments.Where(a => a.MemberId == memberId).ExecuteDeleteAsync();
        await db.Set<Grant>().Where(g => g.MemberId == memberId).ExecuteDeleteAsync();
        await db.TrialChanges.Where(c => c.MemberId == memberId).ExecuteDeleteAsync();
    }
}
