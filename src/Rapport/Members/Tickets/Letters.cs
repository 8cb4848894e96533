using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;

namespace Rapport.Members.Tickets;

/// The mails about one's own account, in the member's language. Each goes into what Save stores.
sealed class Letters
{
    readonly Installation installation;
    readonly Func<string, string, Locale> voice;
    readonly Func<Mail, Task> post;

    public Letters(Db db, Installation installation, MailBook book) => (this.installation, voice, post) = (installation, book.Voice, mail => db.Post(mail, installation));

    /// Writes samples, and posts nothing.
    internal Letters(Installation installation, Locale words, Action<Mail> take) => (this.installation, voice, post) = (installation, (_, _) => words, mail => { take(mail); return Task.CompletedTask; });

    public Task Code(Member to, string code) => Post("code", to, w => (w.Say("Your code is {code}", ("code", code)),
        [new Paragraph(w.Say("Type this code to sign in to {brand}. It works once, for ten minutes.", ("brand", installation.Brand))), new Code(code),
         new Note(w.Say("If you did not ask for it, do nothing: nobody gets in without the code."))]));

    public Task LeavingCode(Member to, string code) => Post("leaving-code", to, w => (w.Say("Your code for leaving is {code}", ("code", code)),
        [new Paragraph(w.Say("Type this code to leave {brand} for good. It works once, for ten minutes.", ("brand", installation.Brand))), new Code(code),
         new Note(w.Say("If you did not ask for it, do nothing, and sign out everywhere in your settings."))]));

    public Task Confirm(Member to, Ticket ticket, string secret) => Post("confirm", to, w => (w.Say("Confirm your e-mail address"),
        [new Paragraph(w.Say("Hello {name}, one step is left: show that this address is yours.", ("name", to.Name))),
         new Button(w.Say("Confirm my address"), Link(w, $"/confirm?t={ticket.Id}.{secret}")),
         new Note(w.Say("The link works for a week. If you did not sign up at {brand}, do nothing.", ("brand", installation.Brand)))]));

    /// To who signs up with the address of an account that was made for them. Name and password of the form count for nothing: anybody could have typed them.
    public Task Claim(Member to, Ticket ticket, string secret) => Post("claim", to, w => (w.Say("Your account at {brand} waits for you", ("brand", installation.Brand)),
        [new Paragraph(w.Say("There is an account with your address already, under the name {name}. Open the link and it is yours, with everything in it; then choose a password in your settings.", ("name", to.Name))),
         new Button(w.Say("This is my account"), Link(w, $"/confirm?t={ticket.Id}.{secret}")),
         new Note(w.Say("The link works for a week. If you did not sign up at {brand}, do nothing.", ("brand", installation.Brand)))]));

    /// To who has an account and signs up once more.
    public Task Known(Member to, string? then) => Post("known", to, w => (w.Say("You already have an account"),
        [new Paragraph(w.Say("Somebody, probably you, signed up at {brand} with this address. You have an account already; sign in to it.", ("brand", installation.Brand))),
         new Button(w.Say("Sign in"), Link(w, Entry.With("/sign-in", then))),
         new Note(w.Say("If it was not you, do nothing: nothing has changed."))]));

    public Task Reset(Member to, Ticket ticket, string secret) => Post("reset", to, w => (w.Say("Choose a new password"),
        [new Paragraph(w.Say("Open this link to choose a new password for {brand}. It works once, for an hour.", ("brand", installation.Brand))),
         new Button(w.Say("Choose a new password"), Link(w, $"/password/new?t={ticket.Id}.{secret}")),
         new Note(w.Say("If you did not ask for it, do nothing: your password stays as it is."))]));

    public Task Invitation(Member to, Member by, Ticket ticket, string secret) => Post("invitation", to, w => (w.Say("{name} invites you to {brand}", ("name", by.Name), ("brand", installation.Brand)),
        [new Paragraph(w.Say("{name} made an account for you at {brand}. Choose a password and you are in.", ("name", by.Name), ("brand", installation.Brand))),
         new Button(w.Say("Choose a password"), Link(w, $"/password/new?t={ticket.Id}.{secret}")),
         new Note(w.Say("The link works for a week. After that, ask for a new password with this address."))]), by: by);

    public Task PasswordChanged(Member to) => Post("password-changed", to, w => (w.Say("Your password was changed"),
        [new Paragraph(w.Say("The password of your account at {brand} was changed, and every other session was signed out.", ("brand", installation.Brand))),
         new Note(w.Say("Was it not you? Choose a new password at once."), w.Say("Choose a new password"), Link(w, "/password/forgotten"))]));

    public Task TokenMade(Member to, string name) => Post("token-made", to, w => (w.Say("A key for the API was made"),
        [new Paragraph(w.Say("The key “{name}” was made for your account at {brand}. A program that has it can act in your name.", ("name", name), ("brand", installation.Brand))),
         new Note(w.Say("Was it not you? Revoke it, and choose a new password at once."), w.Say("Your keys"), Link(w, "/settings/tokens"))]));

    public Task ConfirmAddress(Member to, string address, Ticket ticket, string secret) => Post("confirm-address", to, w => (w.Say("Confirm your new e-mail address"),
        [new Paragraph(w.Say("Open this link to use this address for your account at {brand}. It works once, for a day.", ("brand", installation.Brand))),
         new Button(w.Say("Use this address"), Link(w, $"/settings/address/confirm?t={ticket.Id}.{secret}")),
         new Note(w.Say("If you did not ask for it, do nothing."))]), address);

    /// To the address that was left.
    public Task AddressChanged(Member to, string before) => Post("address-changed", to, w => (w.Say("Your e-mail address was changed"),
        [new Paragraph(w.Say("Your account at {brand} now uses another e-mail address; mails no longer come to this one.", ("brand", installation.Brand))),
         new Note(w.Say("Was it not you? Answer this mail, so that we can help."))]), before);

    public Task Suspended(Member to, string? decision) => Post("suspended", to, w => (w.Say("Your account at {brand} is suspended", ("brand", installation.Brand)),
        [new Paragraph(w.Say("Until it is open again you read what everybody reads. Signed in, you can read why, object, take your data along, or leave.")),
         .. to.SuspendedUntil is { } until ? [new Paragraph(w.Say("It ends by itself on {when}.", ("when", w.DateAndTime(until, to.Zone))))] : Array.Empty<Block>(), .. to.SuspendedFor is { } reason ? [new Paragraph(w.Say("The reason: {reason}", ("reason", reason)))] : Array.Empty<Block>(),
         .. decision is { } path ? [new Paragraph(w.Say("The decision with all its reasons, and how to object for six months, is behind this link. It opens without signing in.")), new Button(w.Say("Read the decision, or object"), Link(w, path)), new Note(w.Say("All that was decided about you stands in your log."), w.Say("Decisions about you"), Link(w, "/decisions"))] : Array.Empty<Block>(),
         new Note(w.Say("If you think this is wrong, write to {address} and say why.", ("address", installation.MailFrom)))]));

    public Task Readmitted(Member to) => Post("readmitted", to, w => (w.Say("Your account at {brand} is open again", ("brand", installation.Brand)),
        [new Paragraph(w.Say("You can sign in to it as before.")), new Button(w.Say("Sign in"), Link(w, "/sign-in"))]));

    public Task ExportReady(Member to, long export) => Post("export-ready", to, w => (w.Say("Your data is ready"),
        [new Paragraph(w.Say("Everything we keep about you is in one file. It stays ready for a week.")),
         new Button(w.Say("Get my data"), Link(w, $"/settings/data/{export}"))]));

    string Link(Locale words, string path) => installation.Address + words.To(path);

    Task Post(string kind, Member to, Func<Locale, (string Subject, IReadOnlyList<Block> Blocks)> write, string? address = null, Member? by = null)
    {
        var words = voice(kind, to.Language);
        var (subject, blocks) = write(words);
        return post(new Mail(address ?? to.Email!, subject, blocks) { Member = to.Id, Names = by is null ? [] : [by.Id], Language = words.Code });
    }
}
