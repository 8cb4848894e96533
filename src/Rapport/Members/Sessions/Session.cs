using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.StaticAssets;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members.Confirming;
using Rapport.Members.KeptForms;
using Rapport.Members.Legal;

namespace Rapport.Members.Sessions;

/// Knows the visitor again: reads their row, compares the stamp, fills Me and says who acts. Without the cookie nothing is asked.
static class Session
{
    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            var me = context.RequestServices.GetRequiredService<Me>();
            var db = context.RequestServices.GetRequiredService<Db>();
            if (me.IsAnonymous) await Recognise(context, me, db);
            if (!me.IsAnonymous)
            {
                await Keeping.Restore(context, db, me.Member.Id);
                if (!me.IsSuspended && (await ConfirmFirst.Stops(context, me, db) || await AgreeFirst.Stops(context, me, db))) return;
            }
        }
        // A session that nobody can read any more would keep its visitor from the pages that are ready for the anonymous.
        else if (context.Request.Cookies.ContainsKey(Entry.Scheme) && context.User.Identity?.IsAuthenticated != true) await Entry.SignOut(context);
        await next(context);
    }

    /// A member, and whether they keep somebody away: whom is asked only then.
    internal sealed record Seen(Member Member, bool KeepsAway);

    static readonly Ready<Func<Db, long, string, Task<Seen?>>> Known = new(() => EF.CompileAsyncQuery((Db db, long id, string key) =>
        db.Set<Member>().AsNoTracking().Where(m => m.Id == id && !db.Set<EndedSession>().Any(s => s.Key == key)).Select(m => new Seen(m, db.Set<Distance>().Any(d => d.MemberId == id))).FirstOrDefault()));

    static async Task Recognise(HttpContext context, Me me, Db db)
    {
        var id = long.Parse(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "0", CultureInfo.InvariantCulture);
        var key = context.User.FindFirstValue(Entry.Key) ?? "";
        var seen = key.Length == 0 ? null : await Known.On(db)(db, id, key);
        if (seen is not { Member.LeftAt: null } || seen.Member.Stamp != context.User.FindFirstValue(Entry.Stamp))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            await Entry.SignOut(context);
        }
        else if (seen.Member.IsSuspendedAt(db.Clock.GetUtcNow())) Admit(context, seen.Member, me, db);
        else await Become(context, seen.Member, seen.KeepsAway);
    }

    /// Who is suspended is known at the few doors that are open to them, and nobody at the others.
    static void Admit(HttpContext context, Member member, Me me, Db db)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SuspendedMay>() is null) { context.User = new ClaimsPrincipal(new ClaimsIdentity()); return; }
        me.BecomeSuspended(member);
        db.Acting.Actor = member.Id;
    }

    /// From now on the request is this member's.
    public static async Task Become(HttpContext context, Member member, bool keepsAway)
    {
        var (db, me) = (context.RequestServices.GetRequiredService<Db>(), context.RequestServices.GetRequiredService<Me>());
        me.Become(member, await context.RequestServices.GetRequiredService<Audiences>().Of(db, member.Id));
        if (keepsAway) me.KeepAway(await db.DistancesOf(member.Id));
        db.Acting.Actor = member.Id;
    }
}
