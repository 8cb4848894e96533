using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Tickets;

namespace Rapport.Members.Suspending;

/// Who is suspended is told by mail, with the reason and whom to write to, and again on their way in; who is readmitted as well.
sealed class TellSuspended : EffectReader
{
    public override string What => "Suspensions";
    public override IReadOnlyList<Type> Hears => [typeof(SuspensionChanged)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events)
            if (told.Event is SuspensionChanged changed) await db.Enqueue(new MailSuspension(told.Subject.Id, changed.Suspended), $"suspension:{told.Position}");
    }

    /// Who shows that the account is theirs is known from then on where the suspended are, and nowhere else.
    public static async Task<IResult> Enter(HttpContext context, Member member)
    {
        await Entry.SignIn(context, member);
        return Show(member);
    }

    /// Only for who has shown that the account is theirs: others are told nothing of it.
    public static PageResult Show(Member member) => Page.Of<SuspendedPage>(new { Member = member }).Status(StatusCodes.Status403Forbidden);

    /// GET /suspended: the same once more, with a copy of their data where one is ready.
    public static async Task<IResult> Look(Db db, Me me)
    {
        if (!me.IsSuspended) return me.IsAnonymous ? throw new SignInNeeded() : Go.To("/");
        var id = me.Member.Id;
        var export = await db.Exports.AsNoTracking().Where(e => e.MemberId == id).OrderByDescending(e => e.At).Select(e => new Settings.Prepared(e.Id, e.At, e.ReadyAt)).FirstOrDefaultAsync();
        return Page.Of<SuspendedPage>(new { me.Member, Export = export });
    }
}

sealed record MailSuspension(long Member, bool Suspended);

sealed class SuspensionMailer(Db db, Letters letters, IEnumerable<SuspensionPath> paths) : Worker<MailSuspension>
{
    public override bool ReachesOut => true;

    /// Unless it was taken back meanwhile.
    public override async Task Do(MailSuspension work, CancellationToken cancel)
    {
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == work.Member && m.Email != null && m.ConfirmedAt != null, cancel);
        if (member is null || member.IsSuspendedAt(db.Clock.GetUtcNow()) != work.Suspended) return;
        await (work.Suspended ? letters.Suspended(member, paths.FirstOrDefault()?.Of(member.Id)) : letters.Readmitted(member));
        await db.Save();
    }
}
