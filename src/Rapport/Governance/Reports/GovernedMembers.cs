using System.Net;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;
using Rapport.Members;

namespace Rapport.Governance.Reports;

/// Profiles: what a member says about themselves can be cleared, and the member suspended.
sealed class GovernedMembers : Governed
{
    public override string Kind => "member";

    public override async Task<Exhibit> Find(Db db, Me me, Locale locale, long id) =>
        await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) is { IsUnconfirmed: false } member ? Of(member) : throw new NotFound();

    public override async Task<IReadOnlyList<Exhibit>> Show(Db db, Me me, Locale locale, IReadOnlyList<long> ids) =>
        (await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync()).ConvertAll(Of);

    static Exhibit Of(Member member) => new(member.Id, "Profile", member.Name, $"/members/{member.Id}", member.Bio is null ? "" : $"<p>{WebUtility.HtmlEncode(member.Bio)}</p>", member.Language, member.Id,
        member.LeftAt is not null ? State.Gone : member.SuspendedAt is not null ? State.Hidden : State.Seen);

    public override async Task<IReadOnlyList<Event>> Carry(Db db, Case decided, Member by)
    {
        var member = await Known(db, decided.ThingId);
        switch (decided.Verdict)
        {
            case Verdict.Keep:
                db.Audit("member.kept", member, decided.Reason);
                return [];
            case Verdict.Hide:
                if (member is { Bio: null, Avatar: null }) throw new Refused("There is nothing to clear in this profile.");
                decided.Cleared = member.Bio;
                member.Describe(member.Name, member.Title, null);
                member.Show(null);
                db.Audit("member.cleared", member, decided.Why);
                return [new ProfileChanged(member)];
            case Verdict.Suspend: return [Suspend(db, member, by, decided.Reason, decided.Until)];
            case Verdict.Restore when decided.IsAppeal: return await Undo(db, member, decided, by);
            default: throw new Refused("This cannot be done with a profile.");
        }
    }

    public override async Task<IReadOnlyList<Event>> TakeBack(Db db, Case decided, Member by)
    {
        if (decided.Verdict == Verdict.Hide) throw new Refused("What was cleared is gone; the member can write it anew.");
        var member = await Known(db, decided.ThingId);
        db.Audit("case.reopened", member);
        // Whoever was readmitted meanwhile is not told of it again.
        return decided.Verdict == Verdict.Keep || !member.IsSuspendedAt(db.Clock.GetUtcNow()) ? [] : [Readmit(db, member, by)];
    }

    /// An appeal is granted: the account is open again, or what the profile said is back, unless it says something else by now.
    static async Task<IReadOnlyList<Event>> Undo(Db db, Member member, Case decided, Member by)
    {
        var before = await db.Statements.FirstAsync(s => s.Id == decided.AppealOf);
        var now = db.Clock.GetUtcNow();
        if (before.Verdict == Verdict.Suspend) return member.IsSuspendedAt(now) ? [Readmit(db, member, by)] : [];
        if (before.Verdict == Verdict.Quiet) return before.StandsAt(now) && member.IsQuietAt(now) ? [Unquieten(db, member, before)] : [];
        db.Audit("member.restored", member, decided.Reason);
        if (before.Cleared is not { } bio || member.Bio is not null) return [];
        member.Describe(member.Name, member.Title, bio);
        return [new ProfileChanged(member)];
    }

    public override long? Named(string path, string fragment) => Addresses.Number(path, "/members/");

    public override async Task<string?> Marked(Db db, long id, string? passage) =>
        Passages.Find(passage, await db.Members.Where(m => m.Id == id).Select(m => m.Bio).FirstOrDefaultAsync() ?? "");

    /// Into what Save stores.
    public static Event Suspend(Db db, Member member, Member by, string reason, DateTimeOffset? until)
    {
        if (member.Id == by.Id) throw new Refused("This is about yourself: another moderator or an administrator decides.");
        if (member.IsStaff && by.Role != Role.Administrator) throw new Refused("Only an administrator can suspend somebody of the brand.");
        member.Suspend(db.Clock.GetUtcNow(), reason, until);
        db.Audit("member.suspended", member, reason);
        return new SuspensionChanged(member);
    }

    public static Event Readmit(Db db, Member member, Member by)
    {
        if (member.IsStaff && by.Role != Role.Administrator) throw new Refused("Only an administrator can readmit somebody of the brand.");
        member.Readmit();
        db.Audit("member.readmitted", member);
        return new SuspensionChanged(member);
    }

    /// What they write from now on is seen at once again.
    public static Event Unquieten(Db db, Member member, Statement told)
    {
        member.Unquieten(db.Clock.GetUtcNow());
        db.Audit("member.unquieted", member);
        return new QuietChanged(member, told);
    }

    static async Task<Member> Known(Db db, long id) => await db.Members.FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new Refused("This member has left.");
}
