using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Legal;

/// A version of the imprint, the privacy statement or the terms. Older ones stay: members agreed to one of them.
public sealed class LegalText : Entity
{
    LegalText() { }

    public LegalText(long id, string page, int edition, Content words, long by, DateTimeOffset at, bool asks = false)
    {
        (Id, Page, Edition, By, At, Asks) = (id, page, edition, by, at, asks);
        (Source, Html) = (words.Source, Renderer.Render(words).Html);
    }

    /// An archive holds the source only.
    internal void Render() => Html = Renderer.Render(Content.Markdown(Source)).Html;

    public string Page { get; private set; } = "";
    public int Edition { get; private set; }
    /// Everybody is asked to agree to it before they write again.
    public bool Asks { get; private set; }
    public string Source { get; private set; } = "";
    public string Html { get; private set; } = "";
    public long By { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public sealed record LegalTextChanged(string Page, int Edition) : Event
{
    internal LegalTextChanged(LegalText text) : this(text.Page, text.Edition) => About(text);

    public override IEnumerable<string> Touches => [$"legal:{Page}", "legal"];
}

/// A version of a legal page as the administration lists it: when, whether it asked everybody anew, and how many agreed to it.
public sealed record LegalEdition(long Id, string Page, int Edition, DateTimeOffset At, bool Asks, bool IsThere, int Agreed);

/// /legal/{page} for everybody, /admin/legal for those who write it.
static class LegalPages
{
    public static readonly IReadOnlyList<string> All = ["imprint", "privacy", "terms"];
    const int Longest = 100_000;

    public static async Task<IResult> Show(string page, Db db)
    {
        var text = await Latest(db, page) ?? throw new NotFound();
        return Kernel.Pages.Page.Of<LegalPage>(new { Text = text }).Tagged($"legal:{page}");
    }

    public static async Task<IResult> Edit(Db db, Me me)
    {
        me.RequireAdministrator();
        var editions = await db.Set<LegalText>().AsNoTracking().OrderByDescending(t => t.Edition).Select(t => new LegalEdition(t.Id, t.Page, t.Edition, t.At, t.Asks, t.Source != "", db.Set<Agreement>().Count(a => a.TextId == t.Id))).ToListAsync();
        var texts = new List<(string, LegalText?, IReadOnlyList<LegalEdition>)>();
        foreach (var page in All) texts.Add((page, await Latest(db, page), [.. editions.Where(e => e.Page == page)]));
        return Kernel.Pages.Page.Of<LegalDesk>(new { Texts = texts, Members = await db.Members.CountAsync(m => m.LeftAt == null && m.ConfirmedAt != null) });
    }

    public static async Task<IResult> Change(string page, HttpContext context, Db db, Me me, Kernel.Languages.Locale locale, PageCache cache)
    {
        me.RequireAdministrator();
        await Publish(page, context.Request.Form["words"].ToString(), context.Request.Form["asks"] == "true", db, me, locale);
        return Go.To("/admin/legal?saved=1");
    }

    public static async Task Publish(string page, string words, bool asks, Db db, Me me, Kernel.Languages.Locale locale)
    {
        if (!All.Contains(page)) throw new NotFound();
        var source = Characters.Clean(words).Trim();
        if (source.Length > Longest) throw new Refused("Write at most {n} characters.", ("n", Longest)) { Field = "words" };
        var before = await Latest(db, page);
        if (source == (before?.Source ?? "")) return;
        asks = asks && source.Length > 0 && Agreeing.Pages.Contains(page);
        // Withdrawn versions count as well.
        var edition = 1 + (await db.Set<LegalText>().Where(t => t.Page == page).MaxAsync(t => (int?)t.Edition) ?? 0);
        var text = new LegalText(db.NewId(), page, edition, Content.Markdown(source, locale.Code), me.Member.Id, db.Clock.GetUtcNow(), asks);
        db.Add(text);
        // Who publishes terms agrees to them.
        if (asks) await db.Agree(await db.Mine(me), [new(text.Id, page, edition, text.At, text.At)]);
        db.Audit("settings.legal", text, page);
        await db.Save(new LegalTextChanged(text));
    }

    /// An empty text withdraws the page.
    public static async Task<LegalText?> Latest(Db db, string page) =>
        await db.Set<LegalText>().AsNoTracking().Where(t => t.Page == page).OrderByDescending(t => t.Edition).FirstOrDefaultAsync() is { Source.Length: > 0 } text ? text : null;
}
