using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// A kind of mail with its texts in one language, and how a mail of it reads.
public sealed record MailKindView(MailKind Kind, string Language, IReadOnlyList<(MailPart Part, string Text, bool IsOurs)> Parts, Mail Sample, string Plain);

/// /admin/mail/words: every mail the product sends, its words in each language, and what they look like.
static class MailWordsDesk
{
    public static IResult All(Me me, MailBook book, SiteSettings settings)
    {
        me.RequireAdministrator();
        return Page.Of<MailWordsPage>(new { book.Kinds, settings.Of<MailWordsSettings>().Edited });
    }

    public static IResult One(string kind, Me me, MailBook book, Installation installation, string? language = null)
    {
        me.RequireAdministrator();
        var known = Find(book, kind);
        var code = Spoken(installation, language);
        var sample = book.Samples(known, code)[0];
        var parts = book.Parts(known).Select(part => (part, book.Text(known, part, code))).Select(p => (p.part, p.Item2, p.Item2 == book.Ours(p.part, code)));
        return Page.Of<MailKindPage>(new { View = new MailKindView(known, code, [.. parts], sample, Letter.Text(sample, installation)) });
    }

    /// As a mail reader would show it: its own styles are inline, so this one page allows them, and nothing else.
    public static IResult Html(string kind, HttpContext context, Me me, MailBook book, Installation installation, string? language = null)
    {
        me.RequireAdministrator();
        var code = Spoken(installation, language);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox";
        var words = new Locale(installation);
        words.Use(code);
        return Results.Content(Letter.Html(book.Samples(Find(book, kind), code)[0], installation, words.Direction), "text/html; charset=utf-8");
    }

    public static async Task<IResult> Change(string kind, HttpContext context, Db db, Me me, MailBook book, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var (known, form) = (Find(book, kind), context.Request.Form);
        var code = Spoken(installation, form["language"]);
        await Write(known, code, [.. book.Parts(known).Select((part, at) => (part, form[$"part{at}"].ToString()))], db, book, settings);
        return Go.To($"/admin/mail/words/{known.Name}?language={code}&saved=1");
    }

    /// These words instead of ours; where they are none, or ours again, ours.
    public static Task Write(MailKind kind, string code, IReadOnlyList<(MailPart Part, string Text)> said, Db db, MailBook book, SiteSettings settings)
    {
        var chosen = new Dictionary<string, string>();
        foreach (var (at, (part, typed)) in said.Index())
        {
            var text = Characters.Clean(typed).Replace("\r\n", "\n").Trim();
            if (text.Length == 0 || text == book.Ours(part, code)) continue;
            MailBook.Check(part, text, $"part{at}");
            chosen[part.English] = text;
        }
        return Store(db, settings, $"{kind.Name}/{code}", chosen);
    }

    public static async Task<IResult> Reset(string kind, HttpContext context, Db db, Me me, MailBook book, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var (known, code) = (Find(book, kind), Spoken(installation, context.Request.Form["language"]));
        await Store(db, settings, $"{known.Name}/{code}", []);
        return Go.To($"/admin/mail/words/{known.Name}?language={code}&saved=1");
    }

    public static async Task<IResult> Test(string kind, HttpContext context, Me me, MailBook book, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        var (known, code) = (Find(book, kind), Spoken(installation, context.Request.Form["language"]));
        await Try(known, code, me, book, installation, locale);
        return Go.To($"/admin/mail/words/{known.Name}?language={code}&tested=1");
    }

    public static Task Try(MailKind kind, string code, Me me, MailBook book, Installation installation, Locale locale) =>
        MailDesk.Send(installation, locale, book.Samples(kind, code)[0] with { To = me.Member.Email!, Unsubscribe = null });

    public static async Task<IResult> Frame(HttpContext context, Db db, Me me, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        Dictionary<string, string> Read(string name) => installation.Languages.ToDictionary(code => code, code => form[$"{name}-{code}"].ToString());
        await Surround(Read("header"), Read("footer"), db, settings, installation);
        return Go.To("/admin/mail/words?saved=1");
    }

    /// What stands above and below every mail, by languages.
    public static Task Surround(IReadOnlyDictionary<string, string> header, IReadOnlyDictionary<string, string> footer, Db db, SiteSettings settings, Installation installation)
    {
        Dictionary<string, string> Read(IReadOnlyDictionary<string, string> said, string name) => said.Where(s => installation.Languages.Contains(s.Key)).Select(s => (s.Key, Text: Said(s.Value, $"{name}-{s.Key}"))).Where(t => t.Text.Length > 0).ToDictionary(t => t.Key, t => t.Text);
        var now = settings.Of<MailSettings>();
        return settings.Change(db, now with { Header = Read(header, "header"), Footer = Read(footer, "footer"), FrameChanges = now.FrameChanges + 1 });
    }

    static string Said(string typed, string field)
    {
        var text = Characters.Clean(typed).Replace("\r\n", "\n").Trim();
        return text.Length <= MailBook.Longest ? text : throw new Refused("Write at most {n} characters.", ("n", MailBook.Longest)) { Field = field };
    }

    public static Task Store(Db db, SiteSettings settings, string key, Dictionary<string, string> chosen) => settings.Change(db, settings.Of<MailWordsSettings>().With(key, chosen));

    public static MailKind Find(MailBook book, string kind) => book.Kinds.FirstOrDefault(k => k.Name == kind) ?? throw new NotFound();

    public static string Spoken(Installation installation, string? language) => installation.Languages.Contains(language) ? language! : installation.Languages[0];
}
