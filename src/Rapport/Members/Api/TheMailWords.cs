using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members.Desk;

namespace Rapport.Members.Api;

/// A kind of mail that is sent from here.
public sealed record MailKindJson(string Kind, string Title, string When, [property: Description("The languages in which its words were changed.")] IReadOnlyList<string> Changed)
{
    public static MailKindJson Example => new("code", "A code to sign in", "When somebody signs in without a password.", ["en"]);
}

/// The words of a kind of mail in one language.
public sealed record MailWordsJson(string Kind, string Language, IReadOnlyList<MailTextJson> Texts, [property: Description("The subject of such a mail, with made-up data.")] string Subject, [property: Description("And how it reads.")] string Sample)
{
    public static MailWordsJson Example => new("code", "en", [MailTextJson.Example], "Your code", "Your code is 123456.");
}

public sealed record MailTextJson([property: Description("As it comes with the product: what it is known by.")] string English, string Text, [property: Description("Nobody changed it.")] bool Ours, [property: Description("What is put in place of words in braces.")] IReadOnlyList<string> Placeholders)
{
    public static MailTextJson Example => new("Your code is {code}.", "Your code: {code}", false, ["code"]);
}

/// Other words, by the English ones; those that are left out are ours.
public sealed record NewMailWords(IReadOnlyDictionary<string, string> Texts)
{
    public static NewMailWords Example => new(new Dictionary<string, string> { ["Your code is {code}."] = "Your code: {code}" });
}

/// What stands above and below every mail, by languages.
public sealed record MailFrameJson(IReadOnlyDictionary<string, string> Header, IReadOnlyDictionary<string, string> Footer)
{
    public static MailFrameJson Example => new(new Dictionary<string, string>(), new Dictionary<string, string> { ["en"] = "Wrenholt, 1 Mill Lane" });
}

/// What is to stand there; a language that is left out has none.
public sealed record NewMailFrame(IReadOnlyDictionary<string, string> Header, IReadOnlyDictionary<string, string> Footer)
{
    public static NewMailFrame Example => new(new Dictionary<string, string>(), new Dictionary<string, string> { ["en"] = "Wrenholt, 1 Mill Lane" });
}

static class TheMailWords
{
    public static Paged<MailKindJson> List(Me me, MailBook book, SiteSettings settings, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        var edited = settings.Of<MailWordsSettings>().Edited;
        return new([.. book.Kinds.Select(k => new MailKindJson(k.Name, locale.Say(k.Title), locale.Say(k.When), [.. installation.Languages.Where(l => edited.ContainsKey($"{k.Name}/{l}"))]))], null);
    }

    public static MailWordsJson Show(string kind, string language, Me me, MailBook book, Installation installation)
    {
        me.RequireAdministrator();
        var known = MailWordsDesk.Find(book, kind);
        var code = Spoken(language, installation);
        var sample = book.Samples(known, code)[0];
        return new(known.Name, code, [.. book.Parts(known).Select(p => (Part: p, Text: book.Text(known, p, code))).Select(p => new MailTextJson(p.Part.English, p.Text, p.Text == book.Ours(p.Part, code), [.. p.Part.Placeholders.Select(v => v.Name)]))], sample.Subject, Letter.Text(sample, installation));
    }

    public static async Task<Changed<MailWordsJson>> Change(string kind, string language, NewMailWords to, Db db, Me me, MailBook book, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        var (known, code) = (MailWordsDesk.Find(book, kind), Spoken(language, installation));
        var parts = book.Parts(known);
        if (to.Texts.Keys.FirstOrDefault(t => parts.All(p => p.English != t)) is { } unknown) throw new Refused("No text of this mail is known by “{text}”.", ("text", unknown)) { Field = "texts" };
        await MailWordsDesk.Write(known, code, [.. parts.Select(p => (p, to.Texts.GetValueOrDefault(p.English) ?? ""))], db, book, settings);
        return new($"/settings/mail/words/{known.Name}/{code}", Show(kind, language, me, book, installation));
    }

    public static async Task<Done> Reset(string kind, string language, Db db, Me me, MailBook book, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        await MailWordsDesk.Store(db, settings, $"{MailWordsDesk.Find(book, kind).Name}/{Spoken(language, installation)}", []);
        return new();
    }

    public static async Task<Done> Test(string kind, string language, Me me, MailBook book, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        await MailWordsDesk.Try(MailWordsDesk.Find(book, kind), Spoken(language, installation), me, book, installation, locale);
        return new();
    }

    public static MailFrameJson Frame(Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var mail = settings.Of<MailSettings>();
        return new(mail.Header, mail.Footer);
    }

    public static async Task<Changed<MailFrameJson>> ChangeFrame(NewMailFrame to, Db db, Me me, SiteSettings settings, Installation installation)
    {
        me.RequireAdministrator();
        await MailWordsDesk.Surround(to.Header, to.Footer, db, settings, installation);
        return new("/settings/mail/frame", Frame(me, settings));
    }

    static string Spoken(string language, Installation installation) => installation.Languages.Contains(language) ? language : throw new NotFound();
}
