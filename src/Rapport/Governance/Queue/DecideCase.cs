using Rapport.Governance.Reports;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Governance.Queue;

/// POST /admin/cases/{id}: a moderator decides. /undo takes it back, /suspend closes the author's account while the case stays open, /readmit opens it again.
static class DecideCase
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me, SiteSettings settings, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var form = context.Request.Form;
        if (!Enum.TryParse<Verdict>(form["verdict"], ignoreCase: true, out var verdict) || !Enum.IsDefined(verdict)) throw new Refused("Choose what becomes of it.");
        await Decide(id, verdict, Basis.From(name => form[name].FirstOrDefault(), settings.Of<ModerationSettings>()), form["vouch"] == "true", db, me, governed);
        return Go.To($"/admin/queue?done={id}");
    }

    public static async Task<IResult> Undo(long id, Db db, Me me, IEnumerable<Governed> governed)
    {
        await TakeBack(id, db, me, governed);
        return Go.To("/admin/queue");
    }

    public static async Task<IResult> Suspend(long id, HttpContext context, Db db, Me me, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var closed = await SuspendAuthor(id, SavedReasons.From(context.Request.Form), HowLong.Read(context.Request.Form["length"], context.Request.Form["until"], db.Clock.GetUtcNow(), me.Member.Zone), db, me, governed);
        return Go.To(closed ? $"/admin/queue?done={id}" : "/admin/queue");
    }

    public static async Task<IResult> Readmit(long id, Db db, Me me) => Go.To(await ReadmitAuthor(id, db, me) ? "/admin/queue" : "/admin/queue/decided");

    public static async Task Decide(long id, Verdict verdict, Basis on, bool vouch, Db db, Me me, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var (by, about) = (me.Member, await Find(db, id));
        await db.RefuseDecided(about);
        if (verdict == Verdict.Publish && vouch && about.AuthorId is { } author && !await db.IsVouchedFor(author)) db.Add(new Vouch(author, by.Id, db.Clock.GetUtcNow()));
        await Decide(db, about, Of(about, governed), verdict, by, on);
    }

    public static async Task TakeBack(long id, Db db, Me me, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var (by, about) = (me.Member, await Find(db, id));
        var (kind, thing) = (about.Kind, about.ThingId);
        if (about.Verdict is not { } before) throw new Refused("This was taken back already.");
        if (await db.OpenCase(kind, thing) is not null) throw new Refused("Something new waits about the same thing. Decide on that.");
        var events = await Of(about, governed).TakeBack(db, about, by);
        await Unsay(db, about, by);
        about.Reopen(by);
        await db.Save([.. events, new CaseReopened(about, before)]);
    }

    /// True where the case is closed by it: one about a profile.
    public static async Task<bool> SuspendAuthor(long id, string reason, DateTimeOffset? until, Db db, Me me, IEnumerable<Governed> governed)
    {
        me.RequireModerator();
        var (by, about) = (me.Member, await Find(db, id));
        if (about.Kind == "member")
        {
            await db.RefuseDecided(about);
            await Decide(db, about, Of(about, governed), Verdict.Suspend, by, new(reason, Until: until));
            return true;
        }
        var author = about.AuthorId;
        var member = await db.Members.FirstOrDefaultAsync(m => m.Id == author && m.LeftAt == null) ?? throw new Refused("This member has left.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why.") { Field = "reason" };
        if (reason.Length > Case.LongestReason) throw new Refused("A reason takes up to {most} characters.", ("most", Case.LongestReason)) { Field = "reason" };
        await db.Save(GovernedMembers.Suspend(db, member, by, reason, until));
        return false;
    }

    /// True where the case is still open.
    public static async Task<bool> ReadmitAuthor(long id, Db db, Me me)
    {
        me.RequireModerator();
        var (by, about) = (me.Member, await Find(db, id));
        var author = about.AuthorId;
        var member = await db.Members.FirstOrDefaultAsync(m => m.Id == author && m.LeftAt == null) ?? throw new Refused("This member has left.");
        await db.Save(GovernedMembers.Readmit(db, member, by));
        return about.IsOpen;
    }

    /// Its statement does not stand any more; one that it had ended does again.
    static async Task Unsay(Db db, Case about, Member by)
    {
        var id = about.Id;
        if (await db.Statements.Where(s => s.CaseId == id && s.EndedAt == null).OrderByDescending(s => s.DecidedAt).ThenByDescending(s => s.Id).FirstOrDefaultAsync() is not { } told) return;
        told.End(Ending.Undone, by.Id, db.Clock.GetUtcNow());
        if (about is { AppealOf: { } appealed, Verdict: not Verdict.Keep } && await db.Statements.FirstOrDefaultAsync(s => s.Id == appealed) is { } again) again.StandAgain();
    }

    static async Task Decide(Db db, Case about, Governed of, Verdict verdict, Member by, Basis on)
    {
        try { await db.Decide(about, of, verdict, by, on); }
        catch (Refused)
        {
            // It may be refused because somebody else decided since it was read.
            db.Forget();
            await db.RefuseDecided(await Find(db, about.Id));
            throw;
        }
    }

    static async Task<Case> Find(Db db, long id) => await db.Cases.FirstOrDefaultAsync(c => c.Id == id) ?? throw new NotFound();

    static Governed Of(Case about, IEnumerable<Governed> governed) => governed.First(g => g.Kind == about.Kind);
}
