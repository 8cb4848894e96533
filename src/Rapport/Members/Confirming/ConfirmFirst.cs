using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.KeptForms;
using Rapport.Members.Tickets;

namespace Rapport.Members.Confirming;

/// Stops a member whose address is not confirmed before an act, keeps what they wrote, and mails the link that leads back to it.
static class ConfirmFirst
{
    public static async Task<bool> Stops(HttpContext context, Me me, Db db)
    {
        if (!me.Member.IsUnconfirmed || !HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<UnconfirmedMay>() is not null || endpoint.Metadata.GetMetadata<FromAnywhere>() is not null) return false;
        if (Refusals.WantsJson(context)) throw new Refused("Confirm your e-mail address first: open the link we sent you.");
        var then = await Keeping.Keep(context);
        await db.Claim(then, me.Member.Id);
        await Mail(context.RequestServices.GetRequiredService<Letters>(), db, me.Member, then);
        await Go.To(Entry.With("/confirm/first", then)).ExecuteAsync(context);
        return true;
    }

    public static IResult Show(Me me, string? then = null) =>
        me.Member.IsUnconfirmed ? Page.Of<ConfirmFirstPage>(new { Then = then }) : Entry.Onward(then);

    /// Mails the link, at most a few times within the hour.
    public static async Task<bool> Mail(Letters letters, Db db, Member member, string? then)
    {
        var address = EmailAddress.Of(member.Email);
        if (await db.Issue(Purpose.Confirm, member, address, then) is not { } issued) return false;
        await letters.Confirm(member, issued.Ticket, issued.Secret);
        await db.Save();
        return true;
    }

    public static async Task<IResult> Again(HttpContext context, Db db, Me me, Letters letters)
    {
        var then = context.Request.Form["then"].FirstOrDefault();
        if (!me.Member.IsUnconfirmed) return Entry.Onward(then);
        if (!await Mail(letters, db, me.Member, then)) throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.");
        return Go.To(Entry.With("/confirm/first", then));
    }
}
