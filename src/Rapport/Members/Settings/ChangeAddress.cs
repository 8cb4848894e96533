using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Password;
using Rapport.Members.Tickets;

namespace Rapport.Members.Settings;

/// Another e-mail address: asked for here, used once a link that went to it was opened. The old one is told.
static class ChangeAddress
{
    public sealed record Form
    {
        public string? Email { get; init; }
        public string? CurrentPassword { get; init; }
    }

    public static async Task<IResult> Ask([FromForm] Form form, Db db, Me me, Passwords passwords, Letters letters)
    {
        await Send(form.Email, form.CurrentPassword, db, me, passwords, letters);
        return Go.To("/settings?saved=address");
    }

    public static async Task Send(string? email, string? password, Db db, Me me, Passwords passwords, Letters letters)
    {
        var address = EmailAddress.Of(email);
        var member = await db.Mine(me);
        if (address.Key == member.EmailKey) throw new Refused("This is your address already.") { Field = "email" };
        if (member.PasswordHash is not null) await passwords.Demand(member, password);
        if (await db.Issue(Purpose.Address, member, address, null) is not { } issued)
            throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.") { Field = "email" };
        await letters.ConfirmAddress(member, address.Text, issued.Ticket, issued.Secret);
        await db.Save();
    }

    public static IResult Show(string? t = null) => Page.Of<AddressPage>(new { Link = t });

    public static async Task<IResult> Confirm(HttpContext context, Db db, Me me, Letters letters)
    {
        if (await db.TakeLink(context.Request.Form["t"], Purpose.Address) is not { Address: { } text } ticket || await db.Owner(ticket) is not { } member || !member.MaySignInAt(db.Clock.GetUtcNow()))
            throw new Refused("This link was used before or is too old. Ask for a new one.");
        var address = EmailAddress.Of(text);
        if (await db.Members.AnyAsync(m => m.EmailKey == address.Key && m.Id != member.Id)) throw new Refused("Another account uses this address.");
        var (before, first) = (member.Email, member.ConfirmedAt is null);
        member.MoveTo(address, db.Clock.GetUtcNow());
        foreach (var purpose in Enum.GetValues<Purpose>()) db.Withdraw(member.Id, purpose);
        if (before is not null && !first) await letters.AddressChanged(member, before);
        await db.Save(first ? new MemberJoined(member) : new AddressMoved(member));
        // The link alone does not sign in: it shows who has the mailbox, the settings page showed who has the account.
        if (me.Id == member.Id) await Entry.SignIn(context, member);
        return Go.To("/settings?saved=moved");
    }
}
