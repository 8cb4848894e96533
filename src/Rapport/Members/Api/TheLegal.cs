using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members.Legal;

namespace Rapport.Members.Api;

/// A version of the imprint, the privacy statement or the terms.
public sealed record LegalJson([property: Description("imprint, privacy or terms.")] string Page, [property: Description("Which version it is.")] int Edition, [property: Description("Markdown.")] string Words, string Html, DateTimeOffset At, [property: Description("Everybody was asked to agree to it.")] bool Asks)
{
    public static LegalJson Example => new("terms", 2, "Be kind.", "<p dir=\"auto\">Be kind.</p>", new(2026, 1, 2, 9, 0, 0, TimeSpan.Zero), false);

    internal static LegalJson Of(LegalText t) => new(t.Page, t.Edition, t.Source, t.Html, t.At, t.Asks);
}

public sealed record NewLegal([property: Description("Markdown; empty withdraws the page.")] string Words, [property: Description("Whether everybody is asked to agree to it before they write again: terms and privacy only.")] bool Asks = false)
{
    public static NewLegal Example => new("Be kind.");
}

static class TheLegal
{
    public static async Task<Paged<LegalJson>> List(Db db)
    {
        var texts = new List<LegalJson>();
        foreach (var page in LegalPages.All)
            if (await LegalPages.Latest(db, page) is { } text) texts.Add(LegalJson.Of(text));
        return new(texts, null);
    }

    public static async Task<LegalJson> Show(string page, Db db) => LegalJson.Of(await LegalPages.Latest(db, page) ?? throw new NotFound());

    public static async Task<Done> Change(string page, NewLegal to, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        await LegalPages.Publish(page, to.Words, to.Asks, db, me, locale);
        return new();
    }
}
