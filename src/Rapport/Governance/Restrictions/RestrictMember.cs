using Rapport.Governance.Reports;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Restrictions;

/// POST /admin/restrictions/{id}: a moderator suspends a member or makes them quiet, under a rule, with a reason; /shorten and /end take it back in part or whole.
static class RestrictMember
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireModerator();
        var form = context.Request.Form;
        var until = HowLong.Read(form["length"], form["until"], db.Clock.GetUtcNow(), me.Member.Zone);
        await Impose(id, Kind(form["kind"]), Basis.From(name => form[name].FirstOrDefault(), settings.Of<ModerationSettings>()) with { Until = until }, db, me);
        return Go.To($"/admin/restrictions/{id}?saved=1");
    }

    public static async Task<IResult> Shorten(long id, HttpContext context, Db db, Me me)
    {
        me.RequireModerator();
        var form = context.Request.Form;
        var until = HowLong.Read(form["length"], form["until"], db.Clock.GetUtcNow(), me.Member.Zone) ?? throw new Refused("Choose when it ends.") { Field = "length" };
        await EndSooner(id, Kind(form["kind"]), until, form["reason"], db, me);
        return Go.To($"/admin/restrictions/{id}?saved=1");
    }

    public static async Task<IResult> End(long id, HttpContext context, Db db, Me me)
    {
        me.RequireModerator();
        await EndNow(id, Kind(context.Request.Form["kind"]), context.Request.Form["reason"], db, me);
        return Go.To($"/admin/restrictions/{id}?saved=1");
    }

    public static async Task<Statement> Impose(long id, Verdict what, Basis on, Db db, Me me)
    {
        me.RequireModerator();
        RefuseOther(what);
        var (by, member, now) = (me.Member, await Known(id, db), db.Clock.GetUtcNow());
        if (on.Ground is not { } ground || !Enum.IsDefined(ground)) throw new Refused("Name the rule that was broken.") { Field = "ground" };
        on = on with { Reason = Said(on.Reason) };
        var told = new Statement(db.NewId(), id, what, by.Id, on, now, null, Origin.Own);
        Event changed;
        if (what == Verdict.Suspend) changed = GovernedMembers.Suspend(db, member, by, on.Reason!, on.Until);
        else
        {
            RefuseOneself(member, me);
            member.Quieten(on.Until, now);
            db.Audit("member.quieted", member, on.Reason);
            changed = new QuietChanged(member, told);
        }
        db.Add(told);
        await db.Save(changed);
        return told;
    }

    public static async Task EndSooner(long id, Verdict what, DateTimeOffset until, string? reason, Db db, Me me)
    {
        me.RequireModerator();
        RefuseOther(what);
        var (member, why, now) = (await Known(id, db), Said(reason), db.Clock.GetUtcNow());
        RefuseOneself(member, me);
        if (member.IsStaff && !me.IsAdministrator) throw new Refused("Only an administrator can readmit somebody of the brand.");
        if (what == Verdict.Suspend) member.SuspendUntil(until, now);
        else member.QuietenUntil(until, now);
        var told = await Standing(id, what, db) ?? throw new Refused("This decision does not stand any more.");
        told.EndSooner(until, why);
        db.Audit("member.shortened", member, why);
        await db.Save(what == Verdict.Suspend ? new SuspensionChanged(member) : new QuietChanged(member, told));
    }

    public static async Task EndNow(long id, Verdict what, string? reason, Db db, Me me)
    {
        me.RequireModerator();
        RefuseOther(what);
        var (member, why, now) = (await Known(id, db), Said(reason), db.Clock.GetUtcNow());
        RefuseOneself(member, me);
        var told = await Standing(id, what, db);
        var changed = what == Verdict.Suspend ? member.IsSuspendedAt(now) ? GovernedMembers.Readmit(db, member, me.Member) : throw new Refused("{name} is not suspended.", ("name", member.Name))
            : told is null ? throw new Refused("{name} is not quiet.", ("name", member.Name)) : GovernedMembers.Unquieten(db, member, told);
        told?.End(Ending.Readmitted, me.Member.Id, now, why);
        await db.Save(changed);
    }

    static Task<Statement?> Standing(long member, Verdict what, Db db)
    {
        var now = db.Clock.GetUtcNow();
        return db.Statements.Where(s => s.Kind == "member" && s.ThingId == member && s.Verdict == what && s.EndedAt == null && (s.Until == null || s.Until > now)).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync();
    }

    internal static async Task<Member> Known(long id, Db db) => await db.Members.FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new NotFound();

    static Verdict Kind(string? said) => Enum.TryParse<Verdict>(said, ignoreCase: true, out var kind) ? kind : Verdict.Keep;

    static void RefuseOther(Verdict what)
    {
        if (what is not (Verdict.Suspend or Verdict.Quiet)) throw new Refused("Choose what becomes of them.") { Field = "kind" };
    }

    static void RefuseOneself(Member member, Me me)
    {
        if (member.Id == me.Id) throw new Refused("This is about yourself: another moderator or an administrator decides.");
    }

    static string Said(string? reason) => Case.Said(reason) is { Length: > 0 } why ? why : throw new Refused("Say why.") { Field = "reason" };
}
