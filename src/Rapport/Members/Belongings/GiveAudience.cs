using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Belongings;

/// POST /admin/people/{id}/audiences: an administrator makes a member one of the partners, say, or takes it back.
/// POST /admin/audiences/{key}/people: the same, by handle or address.
static class GiveAudience
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me, Audiences audiences)
    {
        me.RequireAdministrator();
        var member = await db.Members.FirstOrDefaultAsync(m => m.Id == id && m.LeftAt == null) ?? throw new NotFound();
        await Give(db, me, audiences, member, context.Request.Form["audience"].ToString(), context.Request.Form["on"] == "true");
        return Go.To(Sender.Of(context) is { } from ? With(from) : "/admin/people?saved=1");
    }

    public static async Task<IResult> Add(string key, HttpContext context, Db db, Me me, Audiences audiences)
    {
        me.RequireAdministrator();
        var member = await db.Meant(context.Request.Form["who"]);
        await Give(db, me, audiences, member, key, true);
        return Go.To($"/admin/audiences/{key}?saved=1");
    }

    public static async Task Give(Db db, Me me, Audiences audiences, Member member, string key, bool on)
    {
        if (!audiences.Named.Any(a => a.IsGiven && a.Key == key)) throw new Refused("There is no such audience.") { Field = "audience" };
        var known = await db.Set<Belonging>().FirstOrDefaultAsync(b => b.MemberId == member.Id && b.Audience == key);
        if (known is not null == on) return;
        if (known is null) db.Add(new Belonging(member.Id, key, me.Member.Id, db.Clock.GetUtcNow()));
        else db.Remove(known);
        db.Audit(on ? "member.welcomed" : "member.unwelcomed", member, key);
        await db.Save(new BelongingChanged(member, key, on));
    }

    static string With(string from) => from.Contains("saved=1", StringComparison.Ordinal) ? from : $"{from}{(from.Contains('?', StringComparison.Ordinal) ? '&' : '?')}saved=1";
}
