using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Governance.Notices;

/// Hears that a case was decided, and leaves it to a job to tell those who cannot sign in: whoever gave notice of it without an account, or is suspended.
sealed class TellOutsiders(Installation installation) : EffectReader
{
    public override string What => "Outcomes for who cannot sign in";
    public override IReadOnlyList<Type> Hears => [typeof(CaseDecided)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is CaseDecided) await db.Enqueue(new MailOutcome(told.Subject.Id, told.Position), $"outcome:{told.Position}", db.Clock.GetUtcNow() + TimeSpan.FromSeconds(installation.MailHold ?? 0));
    }
}

sealed record MailOutcome(long Case, long Position);

/// Writes the mails, if the decision still stands: also for what was decided on an objection to the first one.
sealed class OutcomeMailer(Db db, NoticeLetters letters) : Worker<MailOutcome>
{
    public override bool ReachesOut => true;

    public override async Task Do(MailOutcome work, CancellationToken cancel)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == work.Case, cancel) is not { Verdict: { } verdict } about) return;
        var first = about.AppealOf is { } appealed ? await db.Statements.Where(s => s.Id == appealed).Select(s => s.CaseId).FirstOrDefaultAsync(cancel) : null;
        foreach (var given in await db.OutsideNotices.AsNoTracking().Where(n => n.Email != null && (n.CaseId == about.Id || n.CaseId == first)).ToListAsync(cancel))
            await letters.Outcome(given, verdict, about.Reason, $"outcome:{work.Position}:{given.Id}");
        // Who is suspended is told in no other way that they stay so.
        if (about is { Kind: "member", Wait: Wait.Appeal, Verdict: Verdict.Keep } && await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == about.ThingId && m.SuspendedAt != null && m.LeftAt == null && m.Email != null && m.ConfirmedAt != null, cancel) is { } member
            && await db.Statements.AsNoTracking().Where(s => s.CaseId == about.Id && s.EndedAt == null).OrderByDescending(s => s.DecidedAt).FirstOrDefaultAsync(cancel) is { } told) await letters.Stays(member, told, $"stays:{work.Position}");
        await db.Save();
    }
}
