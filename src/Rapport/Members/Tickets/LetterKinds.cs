using Rapport.Kernel;
using Rapport.Kernel.Mail;

namespace Rapport.Members.Tickets;

/// The mails about accounts, as administrators see them: each written with made-up data.
static class LetterKinds
{
    const string Code = "482913", Secret = "0123456789abcdef";

    public static void Register(IServiceCollection services)
    {
        var at = 100;
        void Kind(string name, string title, string when, Func<Letters, Member, Ticket, Task> write) => services.AddSingleton(new MailKind(name, title, when, at++, (words, installation) => Written(installation, words, write)));

        Kind("confirm", "Confirm the address", "To whoever signs up.", (l, sam, t) => l.Confirm(sam, t, Secret));
        Kind("claim", "An account waits", "To whoever signs up with the address of an account that was made for them.", (l, sam, t) => l.Claim(sam, t, Secret));
        Kind("known", "There is an account already", "To whoever signs up with an address that has an account.", (l, sam, _) => l.Known(sam, null));
        Kind("invitation", "Invitation", "To a colleague whom an administrator invites.", (l, sam, t) => l.Invitation(sam, Somebody("Robin"), t, Secret));
        Kind("code", "Code to sign in", "To whoever signs in without a password.", (l, sam, _) => l.Code(sam, Code));
        Kind("reset", "Choose a new password", "To whoever has forgotten the password.", (l, sam, t) => l.Reset(sam, t, Secret));
        Kind("password-changed", "The password was changed", "To the member whose password was changed.", (l, sam, _) => l.PasswordChanged(sam));
        Kind("confirm-address", "Confirm a new address", "To the address that a member wants to use from now on.", (l, sam, t) => l.ConfirmAddress(sam, "sam@new.example", t, Secret));
        Kind("address-changed", "The address was changed", "To the address that was left.", (l, sam, _) => l.AddressChanged(sam, "sam@old.example"));
        Kind("token-made", "A key was made", "To the member in whose name a program may act.", (l, sam, _) => l.TokenMade(sam, "Shop"));
        Kind("export-ready", "The data is ready", "To whoever asked for a copy of their data.", (l, sam, _) => l.ExportReady(sam, 1));
        Kind("suspended", "The account is suspended", "To whoever is suspended, with the reason.", (l, sam, _) => l.Suspended(Suspended(sam), "/suspensions/1?key=abc"));
        Kind("readmitted", "The account is open again", "To whoever was suspended and is readmitted.", (l, sam, _) => l.Readmitted(sam));
        Kind("leaving-code", "Code to leave", "To whoever leaves and has no password.", (l, sam, _) => l.LeavingCode(sam, Code));
    }

    static IReadOnlyList<Mail> Written(Installation installation, Kernel.Languages.Locale words, Func<Letters, Member, Ticket, Task> write)
    {
        var mails = new List<Mail>();
        var (sam, address) = (Somebody("Sam"), EmailAddress.Of("sam@mail.example"));
        var (ticket, _) = Ticket.For(1, Purpose.Confirm, sam, address, null, DateTimeOffset.UnixEpoch);
        write(new Letters(installation, words, mails.Add), sam, ticket);
        return mails;
    }

    static Member Suspended(Member member)
    {
        member.Suspend(DateTimeOffset.UnixEpoch, "Advertising again and again.", DateTimeOffset.UnixEpoch.AddDays(7));
        return member;
    }

    static Member Somebody(string name)
    {
        var member = new Member(1, name, name.ToLowerInvariant(), DateTimeOffset.UnixEpoch);
        member.UseAddress(EmailAddress.Of($"{name.ToLowerInvariant()}@mail.example"));
        return member;
    }
}
