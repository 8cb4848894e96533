using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Legal;
using Rapport.Members.Moving;
using Rapport.Members.Password;
using Rapport.Members.Setup;
using Rapport.Members.Tickets;

namespace Rapport.Members.SignUp;

/// Creating an account. The answer is the same for an address that has one already: only its mailbox learns of it.
static class SignUp
{
    // Properties, not parameters: a field that was not sent is then empty and not an error.
    public sealed record Form
    {
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? Password { get; init; }
        public string? Then { get; init; }

        /// The versions that were shown, and whether they are agreed to.
        public string? Agreed { get; init; }
        public bool Agree { get; init; }
    }

    public static async Task<IResult> Show(Me me, Db db, PageCache cache, string? then = null) =>
        !me.IsAnonymous ? Entry.Onward(then) : !await db.IsSetUp() ? Page.Of<NotYetPage>() : Page.Of<SignUpPage>(new { Then = then, Agreed = (await db.Asked(cache)).Texts });

    public static async Task<IResult> Handle([FromForm] Form form, Db db, Passwords passwords, Letters letters, Locale locale, PageCache cache, Installation installation)
    {
        await db.DemandSetUp();
        var asked = (await db.Asked(cache)).Texts;
        if (asked.Count > 0 && !form.Agree) throw new Refused("Read the pages named above the button, and agree to them.");
        if (asked.Count > 0 && form.Agreed != Asked.Key(asked)) throw new Refused("These pages changed a moment ago. Read them again, then agree.");
        try { await Store(form, db, passwords, letters, locale, asked, installation); }
        catch (DbUpdateException)
        {
            // Somebody else took the address or the handle in the same moment.
            db.Forget();
            await Store(form, db, passwords, letters, locale, asked, installation);
        }
        return Go.To("/sign-up/sent");
    }

    static async Task Store(Form form, Db db, Passwords passwords, Letters letters, Locale locale, IReadOnlyList<AskedText> asked, Installation installation)
    {
        var (name, address) = (PersonName.Of(form.Name), EmailAddress.Of(form.Email));
        await db.RefuseBorrowed(name, installation);
        await db.Recognise(address);
        var known = await db.Members.FirstOrDefaultAsync(m => m.EmailKey == address.Key);
        var now = db.Clock.GetUtcNow();
        var member = known is { IsUnconfirmed: true, IsUnclaimed: false } ? known : new Member(db.NewId(), name, await Handles.For(db, name), now);
        // Also where the account exists: the answer then takes as long.
        member.Enter(name, locale.Code, string.IsNullOrEmpty(form.Password) ? null : passwords.Hash(member, form.Password), now);
        member.UseAddress(address);
        if (await db.Issue(Purpose.Confirm, known is { IsUnconfirmed: false } ? null : known ?? member, address, form.Then) is not { } issued)
            throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.") { Field = "email" };

        if (known is { IsUnconfirmed: false }) await letters.Known(known, form.Then);
        else if (known is { IsUnclaimed: true })
        {
            db.Withdraw(known.Id, Purpose.Confirm);
            await letters.Claim(known, issued.Ticket, issued.Secret);
        }
        else
        {
            // Whoever signed up with this address before never opened its mailbox; their links end here.
            db.Withdraw(member.Id, Purpose.Confirm);
            if (known is null) db.Add(member);
            await db.Agree(member, asked);
            await letters.Confirm(member, issued.Ticket, issued.Secret);
        }
        await db.Save();
    }
}
