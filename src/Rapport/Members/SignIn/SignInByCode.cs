using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Members.Suspending;
using Rapport.Members.Tickets;

namespace Rapport.Members.SignIn;

/// Signing in by the six digits of a mail. Who has them has the address, which is thereby confirmed.
static class SignInByCode
{
    // Properties, not parameters: a field that was not sent is then empty and not an error.
    public sealed record Form
    {
        public long Ticket { get; init; }
        public string? Code { get; init; }
        public string? Then { get; init; }
    }

    public static IResult Show(Me me, long ticket = 0, string? then = null) =>
        me.IsAnonymous ? Page.Of<CodePage>(new { Ticket = ticket, Then = then }) : Entry.Onward(then);

    /// Has a code mailed if the address is somebody's; the ticket is there in any case.
    public static async Task<long> Mail(Db db, Member? member, EmailAddress address, string? then)
    {
        if (await db.Issue(Purpose.SignIn, member, address, then) is not { } issued)
            throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.") { Field = "email" };
        await db.Enqueue(new MailTicket(issued.Ticket.Id));
        await db.Save();
        return issued.Ticket.Id;
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db)
    {
        var digits = string.Concat((form.Code ?? "").Where(char.IsDigit));
        if (await db.Take(form.Ticket, digits, Purpose.SignIn) is not { } ticket || await db.Owner(ticket) is not { } member)
            throw new Refused("This code is wrong, used or older than ten minutes. Look at the latest mail, or ask for a new code.") { Field = "code" };
        if (member.IsSuspendedAt(db.Clock.GetUtcNow()))
        {
            await db.Save();
            return await TellSuspended.Enter(context, member);
        }
        var first = member.Confirm(db.Clock.GetUtcNow());
        await db.Save(first ? [new MemberJoined(member)] : []);
        await Entry.SignIn(context, member, form.Then);
        return Entry.Onward(form.Then);
    }
}
