using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rapport.Tests.House;
using Words = Rapport.Kernel.Languages.Catalog;

namespace Rapport.Tests.Story;

/// Every page is whole in every language.
public sealed partial class LanguagePageTests
{
    [Fact]
    public async Task No_page_leaves_its_language()
    {
        await using var world = await World.Start(Engine.Sqlite, null, "--languages", "en,ar,qps");
        var found = new List<string>();
        foreach (var (who, paths) in (await EveryPage.In(world)).For(world.Cast))
        {
            using var visitor = world.Visit(who);
            foreach (var path in paths.Where(p => p != "/design"))
            {
                var page = await visitor.Visit("/qps" + (path == "/" ? "" : path));
                // The figure in the middle of a phrase is bold, and titles of pages about content are content.
                var ofContent = page.Find("h1[dir=auto], h1 > bdi, .hero, .profile-head") is not null;
                found.AddRange(TranslationTests.Untranslated(page).Where(text => !(text.StartsWith('⟦') ^ text.EndsWith('⟧')) && !(ofContent && text.StartsWith("<title>", StringComparison.Ordinal))).Select(text => $"{path}: {text}"));
                var way = page.All("a[href^='/']:not([hreflang]), form[action^='/']").Select(e => e.GetAttribute(e.LocalName == "a" ? "href" : "action")!);
                found.AddRange(way.Where(to => !to.StartsWith("/qps", StringComparison.Ordinal) && !to.StartsWith("/files/", StringComparison.Ordinal)).Select(to => $"{path}: leads to {to}"));
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public void Arabic_has_every_word()
    {
        var known = Words.Of("ar").Keys.ToHashSet();
        var missing = Sources().SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(m => (Key: Regex.Unescape(m.Groups[1].Value), File: Path.GetFileName(file))))
            .Where(said => !known.Contains(said.Key)).Select(said => $"{said.File}: {said.Key}").Distinct().ToList();

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Arabic_plurals_have_the_forms_that_differ()
    {
        using var words = System.Text.Json.JsonDocument.Parse(typeof(Words).Assembly.GetManifestResourceStream("Languages/ar.json")!);
        var poor = words.RootElement.EnumerateObject().Where(w => w.Name.Contains('|') && new[] { "zero", "one", "two", "few", "many", "other" }.Any(form => w.Value.ValueKind != System.Text.Json.JsonValueKind.Object || !w.Value.TryGetProperty(form, out _))).Select(w => w.Name).ToList();

        Assert.True(poor.Count == 0, string.Join('\n', poor));
    }

    [Fact]
    public void Every_decision_has_a_name_in_the_list_of_decisions()
    {
        var acts = Sources().SelectMany(file => Audited().Matches(File.ReadAllText(file))).SelectMany(m => Code().Matches(m.Value)).Select(m => m.Groups[1].Value).Distinct().ToList();
        var named = File.ReadAllText(Sources().Single(file => file.EndsWith("AuditPage.razor", StringComparison.Ordinal)));

        Assert.Contains("member.unwelcomed", acts);
        Assert.DoesNotContain(acts, act => !named.Contains($"\"{act}\" => T(", StringComparison.Ordinal));
    }

    [GeneratedRegex("""\.Audit\([^,;]+""")]
    private static partial Regex Audited();

    [GeneratedRegex("""
        "([a-z]+\.[a-z-]+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Code();

    /// What administrators read at the command line stays English.
    static IEnumerable<string> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Rapport"));
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => !new[] { "obj", "bin", "Cli", "Migrations", "Demo", "Events" }.Any(part => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar).Contains(part)));
    }

    [GeneratedRegex("""(?<![A-Za-z])(?:(?:T|Say|say|Refused)\(\s*|ApiProblem\([\w.]+, "[a-z-]+", |ApiProblem\.Field\("?\w+"?, )"((?:[^"\\]|\\.)*)["]""")]
    private static partial Regex Said();
}
