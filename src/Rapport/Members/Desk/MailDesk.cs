using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// /admin/mail: the server that takes our mail, the sender, and a message that shows whether it works.
static class MailDesk
{
    public static async Task<IResult> Show(Db db, Me me, string? first = null)
    {
        me.RequireAdministrator();
        var waiting = await db.Set<SentMail>().CountAsync(m => m.SentAt == null && m.RefusedAt == null);
        return Page.Of<MailPage>(new { Waiting = waiting, IsFirst = first is not null });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        string Of(string name) => form[name].ToString().Trim();
        await Take(new(Of("host"), Of("port"), Of("user"), form["password"].ToString(), Of("sender")), db, settings);
        return Go.To("/admin/mail?saved=1" + First(form));
    }

    public static async Task<IResult> Test(HttpContext context, Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        await Try(db, me, installation, settings, locale);
        return Go.To("/admin/mail?tested=1" + First(context.Request.Form));
    }

    /// On the day of the set-up the way leads on to what else is to be done.
    static string First(IFormCollection form) => form.ContainsKey("first") ? "&first=1" : "";

    /// A server as it is typed in.
    public sealed record Server(string Host, string Port, string User, string Password, string Sender);

    public static async Task Take(Server said, Db db, SiteSettings settings)
    {
        await settings.Change(db, Typed(said, settings.Of<MailSettings>()));
        // What waited for a server goes now.
        await db.Enqueue(new SendWaiting());
        await db.Save();
    }

    /// A message to whoever asks shows whether it works.
    public static async Task Try(Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        await Send(installation, locale, new Mail(me.Member.Email!, locale.Say("A test message from {brand}", ("brand", installation.Brand)),
            [new Paragraph(locale.Say("Mail from {brand} arrives. Nothing else is to be done.", ("brand", installation.Brand)))]) { Language = locale.Code });
        await settings.Change(db, settings.Of<MailSettings>() with { TestedAt = db.Clock.GetUtcNow() });
    }

    /// Now, and with what went wrong in words.
    public static async Task Send(Installation installation, Locale locale, Mail mail)
    {
        if (installation.Smtp is null) throw new Refused("Enter a mail server first.");
        try { await Postman.Try(installation, mail); }
        catch (Exception problem) when (problem is not Refused)
        {
            throw new Refused("The test message did not leave: {problem} Look at host, port, user name, password and sender, and whether a firewall stands between.", ("problem", problem is OperationCanceledException or TimeoutException ? locale.Say("the server did not answer in time.") : Paths.Apart(problem.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".")));
        }
    }

    /// A password that was left empty stays as it is.
    static MailSettings Typed(Server said, MailSettings now)
    {
        if (said.Host.Length == 0) return now with { Server = null, From = Address(said.Sender), TestedAt = null };
        if (Uri.CheckHostName(said.Host) == UriHostNameType.Unknown) throw new Refused("This is no name of a mail server, such as smtp.example.com.") { Field = "host" };
        if (!int.TryParse(said.Port.Length == 0 ? "587" : said.Port, out var port) || port is < 1 or > 65535) throw new Refused("A port is a number from 1 to 65535; mail servers mostly take 587 or 465.") { Field = "port" };
        var password = said.Password.Length > 0 ? Uri.EscapeDataString(said.Password) : now.Server is { } before && new Uri(before.Value).UserInfo.Split(':', 2) is [_, var kept] ? kept : "";
        var user = said.User.Length == 0 ? "" : $"{Uri.EscapeDataString(said.User)}:{password}@";
        return now with { Server = new($"{(port == 465 ? "smtps" : "smtp")}://{user}{said.Host}:{port}"), From = Address(said.Sender), TestedAt = null };
    }

    static string? Address(string from) => from.Length == 0 ? null : EmailAddress.Of(from).Text;
}
