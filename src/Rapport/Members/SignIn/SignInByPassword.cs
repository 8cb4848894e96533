using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Moving;
using Rapport.Members.Password;
using Rapport.Members.Suspending;
using Rapport.Members.Tickets;

namespace Rapport.Members.SignIn;

/// Signing in by password, or by a code sent to the address. The answer never tells whether anybody has the address.
static class SignInByPassword
{
    // Properties, not parameters: a field that was not sent is then empty and not an error.
    public sealed record Form
    {
        public string? Email { get; init; }
        public string? Password { get; init; }
        public string? Then { get; init; }
        public string? By { get; init; }
    }

    public static IResult Show(Me me, string? then = null) =>
        me.IsAnonymous ? Page.Of<SignInPage>(new { Then = then }) : Entry.Onward(then);

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Passwords passwords)
    {
        var address = EmailAddress.Of(form.Email);
        if (form.By == "code") await db.Recognise(address);
        var member = await db.Members.FirstOrDefaultAsync(m => m.EmailKey == address.Key);
        if (form.By == "code") return Go.To(Entry.With($"/sign-in/code?ticket={await SignInByCode.Mail(db, member, address, form.Then)}", form.Then));

        if (!await passwords.Check(member, address, form.Password))
            throw new Refused("This e-mail address and password do not belong together.") { Field = "password" };
        await db.Save();
        if (member!.IsSuspendedAt(db.Clock.GetUtcNow())) return await TellSuspended.Enter(context, member);
        await Entry.SignIn(context, member, form.Then);
        return Entry.Onward(form.Then);
    }
}
