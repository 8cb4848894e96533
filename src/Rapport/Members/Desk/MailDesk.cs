using Rapport.Kernel;
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
        await settings.Change(db, From(form, settings.Of<MailSettings>()));
        // What waited for a server goes now.
        await db.Enqueue(new SendWaiting());
        await db.Save();
        return Go.To("/admin/mail?saved=1");
    }

    public static async Task<IResult> Test(Db db, Me me, Installation installation, SiteSettings settings, Locale locale)
    {
        me.RequireAdministrator();
        await Send(installation, locale, new Mail(me.Member.Email!, locale.Say("A test message from {brand}", ("brand", installation.Brand)),
            [new Paragraph(locale.Say("Mail from {brand} arrives. Nothing else is to be done.", ("brand", installation.Brand)))]) { Language = locale.Code });
        await settings.Change(db, settings.Of<MailSettings>() with { TestedAt = db.Clock.GetUtcNow() });
        return Go.To("/admin/mail?tested=1");
    }

    /// Now, and with what went wrong in words.
    public static async Task Send(Installation installation, Locale locale, Mail mail)
    {
        if (installation.Smtp is null) throw new Refused("Enter a mail server first.");
        try { await Postman.Try(installation, mail); }
        catch (Exception problem) when (problem is not Refused)
        {
            throw new Refused("The test message did not leave: {problem}", ("problem", problem is OperationCanceledException or TimeoutException ? locale.Say("the server did not answer in time.") : problem.Message));
        }
    }

    /// What was typed; a password that was left empty stays as it is.
    static MailSettings From(IFormCollection form, MailSettings now)
    {
        string Of(string name) => form[name].ToString().Trim();
        if (Of("host").Length == 0) return now with { Server = null, From = Sender(Of("sender")), TestedAt = null };
        if (Uri.CheckHostName(Of("host")) == UriHostNameType.Unknown) throw new Refused("This is no name of a mail server, such as smtp.example.com.") { Field = "host" };
        if (!int.TryParse(Of("port").Length == 0 ? "587" : Of("port"), out var port) || port is < 1 or > 65535) throw new Refused("A port is a number from 1 to 65535; mail servers mostly take 587 or 465.") { Field = "port" };
        var password = form["password"].ToString() is { Length: > 0 } typed ? Uri.EscapeDataString(typed) : now.Server is { } before && new Uri(before.Value).UserInfo.Split(':', 2) is [_, var kept] ? kept : "";
        var user = Of("user").Length == 0 ? "" : $"{Uri.EscapeDataString(Of("user"))}:{password}@";
        return now with { Server = new($"{(port == 465 ? "smtps" : "smtp")}://{user}{Of("host")}:{port}"), From = Sender(Of("sender")), TestedAt = null };
    }

    static string? Sender(string from) => from.Length == 0 ? null : EmailAddress.Of(from).Text;
}
