using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members.Suspending;
using Rapport.Members.Tickets;

namespace Rapport.Members.Confirming;

/// The link of a confirmation mail. Opening it changes nothing (mail scanners open links); the button on its page does.
static class Confirm
{
    public static IResult Show(string? t = null) => Page.Of<ConfirmPage>(new { Link = t });

    public static async Task<IResult> Handle(HttpContext context, Db db)
    {
        if (await db.TakeLink(context.Request.Form["t"], Purpose.Confirm) is not { } ticket || await db.Owner(ticket) is not { } member)
            throw new Refused("This link was used before or is too old. Sign in to get a new one.");
        if (member.IsSuspendedAt(db.Clock.GetUtcNow()))
        {
            await db.Save();
            return TellSuspended.Show(member);
        }
        var first = member.Confirm(db.Clock.GetUtcNow());
        await db.Save(first ? [new MemberJoined(member)] : []);
        await Entry.SignIn(context, member, ticket.Then);
        return Entry.Onward(ticket.Then);
    }
}
