using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Governance;

/// What members reported and what was decided about theirs.
sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Case), typeof(Report), typeof(Statement), typeof(Vouch), typeof(Pace)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("my-reports", [.. await db.Reports.AsNoTracking().Where(r => r.ReporterId == memberId).OrderBy(r => r.At).Select(r => new { r.At, About = r.Kind, Id = r.ThingId, Reason = r.Reason.ToString(), r.Note }).ToListAsync()]),
        new("decisions-about-me", [.. await db.Cases.AsNoTracking().Where(c => c.AuthorId == memberId).OrderBy(c => c.OpenedAt).Select(c => new { c.OpenedAt, About = c.Kind, Id = c.ThingId, Decision = c.Verdict.ToString(), Ground = c.Ground.ToString(), c.Reason, c.Appeal, c.DecidedAt }).ToListAsync()]),
        new("statements-of-reasons", [.. await db.Statements.AsNoTracking().Where(s => s.AuthorId == memberId).OrderBy(s => s.DecidedAt).Select(s => new { s.Id, About = s.Kind, Thing = s.ThingId, Decision = s.Verdict.ToString(), Ground = s.Ground.ToString(), s.Rule, s.Reason, s.Passage, s.Cleared, s.Until, s.MeantUntil, s.Shortened, s.EndedFor, FoundBy = s.Origin.ToString(), s.DecidedAt, s.EndedAt, Ending = s.Ending.ToString() }).ToListAsync()]),
        new("my-objections", [.. await db.Cases.AsNoTracking().Where(c => c.AppealedBy == memberId).OrderBy(c => c.OpenedAt).Select(c => new { c.OpenedAt, About = c.Kind, Id = c.ThingId, c.Appeal }).ToListAsync()]),
        new("writing-without-waiting", [.. await db.Vouches.AsNoTracking().Where(v => v.MemberId == memberId).Select(v => new { v.At }).ToListAsync()]),
        new("how-much-at-once", [.. await db.Paces.AsNoTracking().Where(p => p.MemberId == memberId).Select(p => new { p.What, p.InMinute, p.InHour, p.InDay }).ToListAsync()]),
    ];

    /// Reports by them stay without a name, since others wait for the outcome; what is open about theirs needs no decision any more, and what was decided about themselves goes.
    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        if (choice == LeavingChoice.RemoveWords) await db.Reports.Where(r => r.ReporterId == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.Note, ""));
        await db.Reports.Where(r => r.ReporterId == memberId).ExecuteUpdateAsync(s => s.SetProperty(r => r.ReporterId, (long?)null));
        var ended = db.Cases.Where(c => c.DecidedAt == null && c.AuthorId == memberId && (c.Wait != null || choice == LeavingChoice.RemoveWords) || c.Kind == "member" && c.ThingId == memberId);
        await db.Reports.Where(r => ended.Any(c => c.Id == r.CaseId)).ExecuteDeleteAsync();
        await ended.ExecuteDeleteAsync();
        if (choice == LeavingChoice.RemoveWords) await Unsay(db, db.Cases.Where(c => c.AuthorId == memberId));
        await db.Cases.Where(c => c.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(c => c.AuthorId, (long?)null));
        if (choice == LeavingChoice.RemoveWords) await db.Cases.Where(c => c.AppealedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Appeal, ""));
        await db.Cases.Where(c => c.AppealedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(c => c.AppealedBy, (long?)null));
        if (choice == LeavingChoice.RemoveWords) await db.Statements.Where(s => s.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Reason, "").SetProperty(t => t.Shortened, (string?)null).SetProperty(t => t.EndedFor, (string?)null).SetProperty(t => t.Passage, (string?)null));
        await db.Statements.Where(s => s.Kind == "member" && s.ThingId == memberId).ExecuteDeleteAsync();
        await db.OutsideNotices.Where(n => n.Kind == "member" && n.ThingId == memberId).ExecuteDeleteAsync();
        await db.Statements.Where(s => s.AuthorId == memberId).ExecuteUpdateAsync(s => s.SetProperty(t => t.AuthorId, (long?)null));
        await db.Vouches.Where(v => v.MemberId == memberId).ExecuteDeleteAsync();
        await db.Vouches.Where(v => v.VouchedBy == memberId).ExecuteUpdateAsync(s => s.SetProperty(v => v.VouchedBy, (long?)null));
        await db.Paces.Where(p => p.MemberId == memberId).ExecuteDeleteAsync();
    }

    /// That something was reported and decided stays, not what was said of them.
    static async Task Unsay(Db db, IQueryable<Case> cases)
    {
        await db.Reports.Where(r => cases.Any(c => c.Id == r.CaseId)).ExecuteUpdateAsync(s => s.SetProperty(r => r.Note, ""));
        await cases.ExecuteUpdateAsync(s => s.SetProperty(c => c.Reason, "").SetProperty(c => c.Appeal, "").SetProperty(c => c.Passage, (string?)null));
    }
}
