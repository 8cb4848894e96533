using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// /admin/mail: the server that takes our mail, the sender, and a message that shows whether it works.
static class MailDesk
{
    public static async Task<IResult> Show(Db db, Me me)
    {
        me.RequireAdministrator();
        var waiting = await db.Set<SentMail>().CountAsync(m => m.SentAt == null);
        return Page.Of<MailPage>(new { Waiting = waiting });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        string Of(string name) => form[name].ToString().Trim();
        await settings.Change(db, Typed(new(Of("host"), Of("port"), Of("user"), form["password"].ToString(), Of("from")), settings.Of<MailSettings>()));
        return Go.To("/admin/mail?saved=1");
    }

    public static async Task<IResult> Test(Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        await Send(db, me, installation, settings, locale);
        return Go.To("/admin/mail?tested=1");
    }

    public static async Task Send(Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        if (installation.Smtp is null) throw new Refused("Enter a mail server first.");
        try
        {
            await Postman.Try(installation, new Mail(me.Member.Email!, locale.Say("A test message from {brand}", ("brand", installation.Brand)),
                [new Paragraph(locale.Say("Mail from {brand} arrives. Nothing else is to be done.", ("brand", installation.Brand)))]) { Language = locale.Code });
        }
        catch (Exception problem) when (problem is not Refused)
        {
            throw new Refused("The test message did not leave: {problem}", ("problem", problem is OperationCanceledException or TimeoutException ? locale.Say("the server did not answer in time.") : problem.Message));
        }
        await settings.Change(db, settings.Of<MailSettings>() with { TestedAt = db.Clock.GetUtcNow() });
    }

    /// A server as it is typed in.
    public sealed record Server(string Host, string Port, string User, string Password, string From);

    /// What was typed; a password that was left empty stays as it is.
    public static MailSettings Typed(Server said, MailSettings now)
    {
        if (said.Host.Length == 0) return now with { Server = null, From = Sender(said.From), TestedAt = null };
        if (Uri.CheckHostName(said.Host) == UriHostNameType.Unknown) throw new Refused("This is no name of a mail server, such as smtp.example.com.") { Field = "host" };
        if (!int.TryParse(said.Port.Length == 0 ? "587" : said.Port, out var port) || port is < 1 or > 65535) throw new Refused("A port is a number from 1 to 65535; mail servers mostly take 587 or 465.") { Field = "port" };
        var password = said.Password.Length > 0 ? Uri.EscapeDataString(said.Password) : now.Server is { } before && new Uri(before.Value).UserInfo.Split(':', 2) is [_, var kept] ? kept : "";
        var user = said.User.Length == 0 ? "" : $"{Uri.EscapeDataString(said.User)}:{password}@";
        return now with { Server = new($"{(port == 465 ? "smtps" : "smtp")}://{user}{said.Host}:{port}"), From = Sender(said.From), TestedAt = null };
    }

    static string? Sender(string from) => from.Length == 0 ? null : EmailAddress.Of(from).Text;
}
