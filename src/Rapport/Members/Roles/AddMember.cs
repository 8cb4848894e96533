using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members.SignUp;
using Rapport.Members.Tickets;

namespace Rapport.Members.Roles;

/// An account made by an operator. Its owner chooses the password by the link that comes back.
static class AddMember
{
    public static async Task<(Member Member, string Path)> Handle(Db db, string name, string email, Role role)
    {
        var (member, ticket, secret) = await Make(db, name, email, role, Purpose.Reset);
        await db.Save(new MemberJoined(member));
        return (member, $"/password/new?t={ticket.Id}.{secret}");
    }

    /// A link to a new password, for a member who cannot get one by mail.
    public static async Task<string> Link(Db db, Member member)
    {
        if (member.Email is null) throw new Refused("This member has no e-mail address and cannot sign in.");
        var (ticket, secret) = await db.Issue(Purpose.Reset, member, EmailAddress.Of(member.Email), null) ?? throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.");
        await db.Save();
        return $"/password/new?t={ticket.Id}.{secret}";
    }

    /// The account and the ticket to its password, among what Save stores.
    public static async Task<(Member Member, Ticket Ticket, string Secret)> Make(Db db, string name, string email, Role role, Purpose purpose)
    {
        var (clean, address, now) = (PersonName.Of(name), EmailAddress.Of(email), db.Clock.GetUtcNow());
        if (await db.Members.AnyAsync(m => m.EmailKey == address.Key)) throw new Refused("Another account uses this address.") { Field = "email" };
        var member = new Member(db.NewId(), clean, await Handles.For(db, clean), now);
        member.UseAddress(address);
        member.Take(role);
        db.Add(member);
        var (ticket, secret) = await db.Issue(purpose, member, address, null) ?? throw new Refused("We have sent several mails to this address within the hour. Look for the latest, or try again later.");
        return (member, ticket, secret);
    }
}
