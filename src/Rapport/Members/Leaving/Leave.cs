using Microsoft.AspNetCore.Mvc;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members.Password;
using Rapport.Members.Roles;
using Rapport.Members.Tickets;

namespace Rapport.Members.Leaving;

/// Leaving for good: at once, after the member has shown who they are and typed their handle. Every module erases what it keeps.
static class Leave
{
    public sealed record Form
    {
        public string? Choice { get; init; }
        public string? Handle { get; init; }
        public string? CurrentPassword { get; init; }
        public long Ticket { get; init; }
        public string? Code { get; init; }
    }

    public static IResult Show(Me me, long ticket = 0) => Page.Of<LeavePage>(new { me.Member, Ticket = ticket });

    /// For members without a password.
    public static async Task<IResult> MailCode(Db db, Me me, Letters letters) => Kernel.Web.Go.To($"/settings/leave?ticket={await Mail(db, me, letters)}");

    /// The number of the code.
    public static async Task<long> Mail(Db db, Me me, Letters letters)
    {
        var address = EmailAddress.Of(me.Member.Email);
        if (await db.Issue(Purpose.Leave, me.Member, address, null) is not { } issued)
            throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.");
        await letters.LeavingCode(me.Member, issued.Secret);
        await db.Save();
        return issued.Ticket.Id;
    }

    public static async Task<IResult> Handle([FromForm] Form form, HttpContext context, Db db, Me me, Passwords passwords, IEnumerable<PersonalData> everything)
    {
        if (!Enum.TryParse<LeavingChoice>(form.Choice, out var choice) || !Enum.IsDefined(choice)) throw new Refused("Choose what becomes of your words.") { Field = "choice" };
        await Go(choice, form, db, me, passwords, everything);
        await Entry.SignOut(context);
        return Kernel.Web.Go.To("/left");
    }

    public static async Task Go(LeavingChoice choice, Form form, Db db, Me me, Passwords passwords, IEnumerable<PersonalData> everything)
    {
        var member = await db.Mine(me);
        if (!string.Equals(form.Handle?.Trim().TrimStart('@'), member.Handle, StringComparison.OrdinalIgnoreCase))
            throw new Refused("Type {handle} to confirm.", ("handle", member.Handle)) { Field = "handle" };
        if (member.Role == Role.Administrator) await db.DemandAnotherAdministrator(member);
        await Identify(member, form, db, passwords);

        await Carry(db, member, choice, everything);
    }

    /// Every module erases what it keeps, in one transaction; what still lies in files beside the tables follows at once.
    public static async Task Carry(Db db, Member member, LeavingChoice choice, IEnumerable<PersonalData> everything)
    {
        foreach (var data in everything) db.Later(() => data.Erase(db, member.Id, choice));
        member.Leave(db.Clock.GetUtcNow());
        await db.Enqueue(new EmptyLog());
        await db.Save(new MemberLeft(member, choice));
    }

    static async Task Identify(Member member, Form form, Db db, Passwords passwords)
    {
        if (member.PasswordHash is not null) await passwords.Demand(member, form.CurrentPassword);
        else if (member.Email is not null)
        {
            if (await db.Take(form.Ticket, form.Code, Purpose.Leave) is not { } ticket || ticket.MemberId != member.Id)
                throw new Refused("This code is wrong, used or older than ten minutes. Look at the latest mail, or ask for a new code.") { Field = "code" };
            // It goes with all the others.
            db.Entry(ticket).State = EntityState.Detached;
        }
    }
}
