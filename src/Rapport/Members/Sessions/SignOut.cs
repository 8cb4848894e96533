using System.Security.Claims;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.Sessions;

/// Ends this session, or all of them.
static class SignOut
{
    public static async Task<IResult> Here(HttpContext context, Db db)
    {
        if (context.User.FindFirstValue(Entry.Key) is { } key && !await db.EndedSessions.AnyAsync(s => s.Key == key))
        {
            db.Add(new EndedSession { Key = key, At = db.Clock.GetUtcNow() });
            await db.Save();
        }
        await Entry.SignOut(context);
        return Go.To("/");
    }

    public static async Task<IResult> Everywhere(HttpContext context, Db db, Me me)
    {
        var member = await db.Mine(me);
        member.SignOutEverywhere();
        await db.Save();
        await Entry.SignOut(context);
        return Go.To("/sign-in");
    }
}
