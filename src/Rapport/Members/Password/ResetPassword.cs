using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Moving;
using Rapport.Members.Suspending;
using Rapport.Members.Tickets;

namespace Rapport.Members.Password;

/// A new password by way of the mailbox. Asking gives the same answer whoever's the address is.
static class ResetPassword
{
    // Properties, not parameters: a field that was not sent is then empty and not an error.
    public sealed record Form
    {
        public string? T { get; init; }
        public string? Password { get; init; }
    }

    public static IResult ShowForgotten() => Page.Of<ForgottenPage>();
    public static IResult ShowSent() => Page.Of<SentPage>();

    public static async Task<IResult> ShowNew(Db db, string? t = null) =>
        await db.IsOpen(t, Purpose.Reset) || await db.IsOpen(t, Purpose.Invite) ? Page.Of<NewPasswordPage>(new { Link = t }) : Page.Of<DeadLinkPage>().Status(StatusCodes.Status410Gone);

    public static async Task<IResult> Ask(HttpContext context, Db db)
    {
        var address = EmailAddress.Of(context.Request.Form["email"]);
        await db.Recognise(address);
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.EmailKey == address.Key);
        if (await db.Issue(Purpose.Reset, member, address, null) is not { } issued)
            throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.") { Field = "email" };
        await db.Enqueue(new MailTicket(issued.Ticket.Id));
        await db.Save();
        return Go.To("/password/sent");
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Passwords passwords, Letters letters)
    {
        // The rule first: a password that is too short must not use up the link.
        passwords.Hash(new Member(0, "", "", default), form.Password);
        if ((await db.TakeLink(form.T, Purpose.Reset) ?? await db.TakeLink(form.T, Purpose.Invite)) is not { } ticket || await db.Owner(ticket) is not { } member)
            throw new Refused("This link was used before or is too old. Ask for a new one.");
        if (member.IsSuspendedAt(db.Clock.GetUtcNow()))
        {
            await db.Save();
            return TellSuspended.Show(member);
        }
        var first = member.Confirm(db.Clock.GetUtcNow());
        member.UsePassword(passwords.Hash(member, form.Password));
        db.Withdraw(member.Id, Purpose.Reset);
        db.Withdraw(member.Id, Purpose.Invite);
        db.Withdraw(member.Id, Purpose.SignIn);
        await letters.PasswordChanged(member);
        await db.Save(first ? [new MemberJoined(member)] : []);
        await SignIn.Tries.Clear(db, ticket.AddressHash);
        await Entry.SignIn(context, member);
        return Go.To("/settings");
    }
}
