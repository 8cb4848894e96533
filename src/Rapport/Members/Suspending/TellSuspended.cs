using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Members.Tickets;

namespace Rapport.Members.Suspending;

/// Who is suspended is told by mail, with the reason and whom to write to, and again on their way in; who is readmitted as well.
sealed class TellSuspended : EffectReader
{
    public override string What => "Suspensions";

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is SuspensionChanged changed) await db.Enqueue(new MailSuspension(told.Subject.Id, changed.Suspended), $"suspension:{told.Position}");
    }

    /// Only for who has shown that the account is theirs: others are told nothing of it.
    public static PageResult Show(Member member) => Page.Of<SuspendedPage>(new { Member = member }).Status(StatusCodes.Status403Forbidden);
}

sealed record MailSuspension(long Member, bool Suspended);

sealed class SuspensionMailer(Db db, Letters letters, IEnumerable<SuspensionPath> paths) : Worker<MailSuspension>
{
    public override bool ReachesOut => true;

    /// Unless it was taken back meanwhile.
    public override async Task Do(MailSuspension work, CancellationToken cancel)
    {
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == work.Member && m.Email != null && m.ConfirmedAt != null, cancel);
        if (member is null || member.IsSuspended != work.Suspended) return;
        await (work.Suspended ? letters.Suspended(member, paths.FirstOrDefault()?.Of(member.Id)) : letters.Readmitted(member));
        await db.Save();
    }
}
