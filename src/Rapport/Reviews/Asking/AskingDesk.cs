using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// A mail that asks as it will be sent in one language: as text, and where its HTML is.
public sealed record AskingSample(string Kind, string Language, string Subject, string Text)
{
    public string HtmlPath => $"/admin/mail/words/{Kind}/html?language={Language}";
}

/// /admin/asking: whether customers are asked for reviews, when, and what came of it. It is switched on after a look at the mails and at how many will go.
static class AskingDesk
{
    public static async Task<IResult> Show(Db db, Me me, AskingInForce asking, Installation installation, Candidates candidates)
    {
        me.RequireAdministrator();
        var chosen = asking.Chosen;
        return Page.Of<AskingPage>(new { Chosen = chosen, asking.IsReworded, Outlook = await Outlook.Of(db, candidates, chosen), Weeks = await AskingWeek.All(db, installation), HasServer = installation.Smtp is not null });
    }

    public static async Task<IResult> Preview(Db db, Me me, AskingInForce asking, Installation installation, MailBook book, Candidates candidates)
    {
        me.RequireAdministrator();
        var chosen = asking.Chosen;
        var samples = Samples(book, installation, chosen);
        return Page.Of<AskingPreviewPage>(new { Chosen = chosen, Samples = samples, Seen = Print(samples, chosen), Outlook = await Outlook.Of(db, candidates, chosen) });
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        int? Number(string name) => form[name].ToString().Trim() is not { Length: > 0 } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        await settings.Change(db, settings.Of<AskingSettings>().With(Number("delay"), Number("reminder"), Number("undelivered"), Number("anhour"), db.Clock.GetUtcNow()));
        return Go.To("/admin/asking?saved=1");
    }

    public static async Task<IResult> On(HttpContext context, Db db, Me me, SiteSettings settings, AskingInForce asking, Installation installation, MailBook book)
    {
        me.RequireAdministrator();
        await SwitchOn(context.Request.Form["seen"], db, settings, asking, installation, book);
        return Go.To("/admin/asking?saved=1");
    }

    /// Only who saw these mails with these days switches them on.
    public static async Task SwitchOn(string? seen, Db db, SiteSettings settings, AskingInForce asking, Installation installation, MailBook book)
    {
        var chosen = asking.Chosen;
        if (chosen.IsOn) throw new Refused("Asking for reviews is switched on already.");
        if (installation.Smtp is null) throw new Refused("Enter a mail server first.");
        if (seen != Print(Samples(book, installation, chosen), chosen)) throw new Refused("Look at the mails first: they or the days have changed.");
        await settings.Change(db, chosen with { Since = db.Clock.GetUtcNow(), Words = asking.Edition });
    }

    public static async Task<IResult> Off(Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        await SwitchOff(db, settings);
        return Go.To("/admin/asking?saved=1");
    }

    public static Task SwitchOff(Db db, SiteSettings settings) => settings.Change(db, settings.Of<AskingSettings>() with { Since = null });

    public static IReadOnlyList<AskingSample> Samples(MailBook book, Installation installation, AskingSettings chosen) =>
    [
        .. from kind in book.Kinds
           where kind.Name == AskingLetters.First || kind.Name == AskingLetters.Again && chosen.Reminder is not null
           from language in installation.Languages
           from mail in book.Samples(kind, language)
           select new AskingSample(kind.Name, language, mail.Subject, Letter.Text(mail, installation)),
    ];

    public static string Print(IReadOnlyList<AskingSample> samples, AskingSettings chosen) =>
        XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{chosen.Delay} {chosen.Reminder} {chosen.Undelivered}\n{string.Join('\n', samples.Select(s => $"{s.Language} {s.Subject}\n{s.Text}"))}")).ToString("x16", CultureInfo.InvariantCulture);
}
