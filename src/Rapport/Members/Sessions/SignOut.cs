using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.Sessions;

/// Ends this session, or all of them.
static class SignOut
{
    public static async Task<IResult> Here(HttpContext context)
    {
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
