using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Rapport.Tests.House;

/// In the pseudo-locale every text that went through the catalogue stands in ⟦brackets⟧: whatever stands without was forgotten.
public sealed partial class TranslationTests
{
    static readonly string[] ForAnyone = ["/", "/sign-in", "/sign-in/code", "/sign-up", "/password/forgotten", "/password/sent", "/products", "/products/choose", "/search", "/search?q=nothing+like+this", "/left", "/nothing/here"];
    static readonly string[] ForMembers = ["/", "/settings", "/settings/leave", "/search?q=nothing+like+this", "/nothing/here"];
    static readonly string[] ForStaff = ["/", "/admin/catalog"];

    [Fact]
    public async Task No_page_shows_a_word_that_nobody_can_translate()
    {
        await using var world = await World.Start(Engine.Sqlite, null, "--languages", "en,ar,qps");
        var found = new List<string>();
        async Task Look(Visitor visitor, IEnumerable<string> paths)
        {
            foreach (var path in paths)
            {
                var page = await visitor.Visit("/qps" + (path == "/" ? "" : path));
                Assert.True(page.Status < 500, page.ToString());
                found.AddRange(Untranslated(page).Select(text => $"{path}: {text}"));
            }
        }
        await Look(world.Visit(), ForAnyone);
        await Look(world.Visit(world.Cast.Ada), [.. ForMembers, $"/members/{world.Cast.Ada.Id}"]);
        await Look(world.Visit(world.Cast.Alma), ForStaff);
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    /// What members wrote, names and codes say so in the markup: dir=auto, translate=no, bdi, code.
    internal static IEnumerable<string> Untranslated(Response page)
    {
        const string content = "[dir=auto], [translate=no], bdi, code, script, style, template, noscript, textarea, time, [lang]:not(html), select[name=zone], select[name=language]";
        foreach (var text in page.Html.Body!.Descendants().OfType<IText>())
            if (text.ParentElement?.Closest(content) is null && Words(text.Data)) yield return text.Data.Trim();
        foreach (var element in page.Html.Body!.QuerySelectorAll("[placeholder], [aria-label], [title], img[alt], input[type=submit]"))
            if (element.Closest(content) is null)
                foreach (var name in new[] { "placeholder", "aria-label", "title", "alt" })
                    if (element.GetAttribute(name) is { } said && Words(said)) yield return $"{name}={said}";
        if (page.Html.Title is { } title && Words(title.Split(" · ")[0]) && title != "Rapport") yield return $"<title>{title}";
    }

    static bool Words(string text) => Letters().IsMatch(Names().Replace(Bracketed().Replace(text, ""), ""));

    [GeneratedRegex(@"⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"@\w+|\bAda\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    [Fact]
    public void A_forgotten_word_is_seen() => Assert.True(Words("⟦Ask⟧ a question") && Words("Ask") && !Words("⟦Ask ⟦3⟧ times⟧ · 5"));
}
