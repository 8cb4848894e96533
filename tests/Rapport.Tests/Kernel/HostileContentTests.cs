using System.Runtime.InteropServices;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Rapport.Kernel.Content;

namespace Rapport.Tests.Kernel;

public sealed class HostileContentTests
{
    public static readonly TheoryData<string> Attacks =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<a href='vbscript:x'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)>", "<embed src=//evil>", "<base href=//evil/>", "<meta http-equiv=refresh content='0;url=//evil'>",
        "<link rel=stylesheet href=//evil>", "<style>*{background:url(//evil)}</style>", "<p style='background:url(//evil)'>x</p>", "<form action=//evil><input name=password><button>go</button></form>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<template><img src=x onerror=alert(1)></template>", "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>", "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
        "<title><img title='</title><img src=x onerror=alert(1)>'></title>", "<a href=x onclick=alert(1) onfocus=alert(1) autofocus tabindex=1>x</a>", "<details ontoggle=alert(1) open>x</details>",
        "<video><source onerror=alert(1)></video>", "<img src='data:image/svg+xml,<svg onload=alert(1)>'>", "<img srcset='//evil 1x' src=/files/1>", "<a target=_blank rel=opener href=//evil>x</a>",
        "<p id=main class='mention modal'>x</p>", "<a class=mention href=/members/1 data-member=1></a>", "<x onclick=1><!-- --><![CDATA[<img onerror=1>]]><?php x ?>", "<body onload=alert(1)><html onclick=1>",
        "<select><option><img src=x onerror=alert(1)></select>", "<b></p><p></b><select><option><img src=x onerror=alert(1)></select><form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)><xmp></xmp><td><td></select>", "<table><tr><td background=javascript:alert(1)>", "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=alert(1)>",
        "[x]()", "<a href>x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](<javascript:alert(1)>)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](javascript:alert(1))", "![x\" onerror=\"alert(1)](/files/1)",
        "[x]: javascript:alert(1)\n[x]", "<javascript:alert(1)>", "[x](https://a.org/\"onmouseover=\"alert(1))", "```x\" onclick=\"alert(1)\ny\n```", "| <img onerror=1 src=x> |\n|---|\n| x |",
        "`<img src=x onerror=alert(1)>`", "@[7\" onclick=\"x]", "> [#5\" onclick=1]\n> x", "$</code><img src=x onerror=alert(1)>$", "$$<svg onload=alert(1)>$$",
    ];

    [Theory, MemberData(nameof(Attacks))]
    public void Nothing_that_acts_gets_through(string attack)
    {
        AllAllowed(Renderer.Render(Content.Html(attack)).Html);
        AllAllowed(Renderer.Render(Content.Markdown(attack)).Html);
    }

    [Fact]
    public void Any_input_comes_out_within_the_allow_list()
    {
        var pieces = Attacks.Select(a => (string)a.Data).Concat(["<", ">", "\"", "'", "&", "<b>", "</b>", "<table>", "<td>", "<p>", "</p>", "*", "_", "`", "[", "](", ")", "\n", "\n\n", "> ", "- ", "$", "$$", "\\(", "<!--", "-->", "\u0000", "\u202E", "\uD800", "@[1]", "[#1]"]).ToArray();
        Gen.Select(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 25], Gen.Bool).Sample((parts, html) =>
        {
            var source = string.Concat(parts);
            AllAllowed(Renderer.Render(html ? Content.Html(source) : Content.Markdown(source)).Html);
        }, iter: 400);
        Gen.String.Sample(s => { AllAllowed(Renderer.Render(Content.Html(s)).Html); AllAllowed(Renderer.Render(Content.Markdown(s)).Html); }, iter: 200);
    }

    [Fact]
    public void What_is_read_again_by_a_browser_is_what_was_written()
    {
        foreach (var attack in Attacks)
        {
            var html = Renderer.Render(Content.Html(attack)).Html;
            Assert.Equal(html, new HtmlParser().ParseDocument("<body><div>" + html + "</div>").Body!.FirstElementChild!.InnerHtml);
        }
    }

    public static readonly TheoryData<string, string> Bombs = new()
    {
        { "emphasis", string.Concat(Enumerable.Repeat("*a **a ", 14_000)) }, { "stars", new string('*', 100_000) }, { "open brackets", new string('[', 100_000) },
        { "links", string.Concat(Enumerable.Repeat("[a](", 25_000)) }, { "pictures", string.Concat(Enumerable.Repeat("![", 50_000)) }, { "quotes", string.Concat(Enumerable.Repeat("> ", 50_000)) + "x" },
        { "lists", string.Concat(Enumerable.Range(0, 440).Select(i => new string(' ', i) + "- a\n")) }, { "backticks", string.Concat(Enumerable.Range(1, 440).Select(i => new string('`', i) + " ")) },
        { "one tick", string.Concat(Enumerable.Repeat("` `` ", 20_000)) }, { "pipes", string.Concat(Enumerable.Repeat("|a", 50_000)) + "\n|-|\n" }, { "dollars", string.Concat(Enumerable.Repeat("$a ", 33_000)) },
        { "blocks", string.Concat(Enumerable.Repeat("$$\n", 33_000)) }, { "brackets", string.Concat(Enumerable.Repeat("\\(", 50_000)) }, { "mentions", string.Concat(Enumerable.Repeat("@[1]", 25_000)) },
        { "addresses", string.Concat(Enumerable.Repeat("http://a.b ", 9_000)) }, { "angles", new string('<', 100_000) }, { "letters", new string('x', 100_000) }, { "lines", new string('\n', 100_000) },
        { "tildes", string.Concat(Enumerable.Repeat("~~a ", 25_000)) }, { "entities", string.Concat(Enumerable.Repeat("&amp", 25_000)) }, { "references", string.Concat(Enumerable.Range(0, 8_000).Select(i => $"[{i}]: /x\n")) },
        { "table rows", "|a|b|\n|-|-|\n" + string.Concat(Enumerable.Repeat("|a|b|\n", 16_000)) }, { "formulas", string.Concat(Enumerable.Range(0, 12_000).Select(i => $"$x_{i}$ ")) },
        { "underscores", string.Concat(Enumerable.Repeat("_a __b ", 14_000)) }, { "definitions", string.Concat(Enumerable.Repeat("[a]: <", 16_000)) }, { "comments", string.Concat(Enumerable.Repeat("<!--", 25_000)) },
    };

    [Theory, MemberData(nameof(Bombs))]
    public void A_hundred_thousand_characters_of_malice_take_a_moment(string name, string bomb)
    {
        Renderer.Render(Content.Markdown("warm $x$"));
        var watch = new Effort();
        var html = Renderer.Render(Content.Markdown(bomb)).Html;
        Assert.True(watch.Seconds < 8, $"{name} took {watch.Seconds} s");
        AllAllowed(html);
    }

    public static readonly TheoryData<string, string> HtmlBombs = new()
    {
        { "div", string.Concat(Enumerable.Repeat("<div>", 20_000)) }, { "bold", string.Concat(Enumerable.Repeat("<b>", 30_000)) }, { "table", string.Concat(Enumerable.Repeat("<table><tr><td>", 6_600)) },
        { "fonts", string.Concat(Enumerable.Range(0, 6_000).Select(i => $"<font id={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 6_000)) }, { "links", string.Concat(Enumerable.Repeat("<a href=/x>", 9_000)) },
        { "adoption", string.Concat(Enumerable.Repeat("<b><p></b>", 10_000)) }, { "attributes", "<p " + string.Concat(Enumerable.Range(0, 9_000).Select(i => $"a{i}=1 ")) + ">" }, { "quotes", string.Concat(Enumerable.Repeat("<blockquote>", 8_000)) },
        { "svg", string.Concat(Enumerable.Repeat("<svg>", 20_000)) }, { "math", string.Concat(Enumerable.Repeat("<math><mi>", 10_000)) }, { "template", string.Concat(Enumerable.Repeat("<template>", 10_000)) },
    };

    [Theory, MemberData(nameof(HtmlBombs))]
    public void Foreign_HTML_cannot_exhaust_us_either(string name, string bomb)
    {
        var watch = new Effort();
        var html = Renderer.Render(Content.Html(bomb)).Html;
        Assert.True(watch.Seconds < 8, $"{name} took {watch.Seconds} s");
        AllAllowed(html);
    }

    [Fact]
    public void Two_whole_rewrites_are_compared_in_a_moment()
    {
        var (a, b) = (new Random(1), new Random(2));
        string Words(Random r) => string.Join(' ', Enumerable.Range(0, 15_000).Select(_ => r.Next(3_000)));
        string Lines(Random r) => string.Join('\n', Enumerable.Range(0, 2_400).Select(_ => r.Next(3_000)));
        var watch = new Effort();
        Diff.Html(Words(a), Words(b));
        Diff.Html(Lines(a), Lines(b));
        Diff.Html(string.Concat(Enumerable.Repeat("a\n", 50_000)), string.Concat(Enumerable.Repeat("b\n", 50_000)));
        Assert.InRange(watch.Seconds, 0, 8);
    }

    static void AllAllowed(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument("<body>" + html).Body!.Descendants().OfType<IElement>())
        {
            var math = MathMl.Elements.Contains(element.LocalName);
            if (!math && !AllowList.Elements.Contains(element.LocalName)) Assert.Fail($"<{element.LocalName}> in {html}");
            foreach (var attribute in element.Attributes)
            {
                var allowed = math ? MathMl.Attributes.Contains(attribute.Name)
                    : AllowList.Attributes["*"].Contains(attribute.Name) || AllowList.Attributes.TryGetValue(element.LocalName, out var own) && own.Contains(attribute.Name);
                if (!allowed) Assert.Fail($"{attribute.Name} on <{element.LocalName}> in {html}");
                if (attribute.Name is "href") Assert.Matches(@"^(?:https?://|mailto:|//|/|#)", attribute.Value.ToLowerInvariant());
                if (attribute.Name is "src") Assert.StartsWith("/files/", attribute.Value);
            }
        }
    }

    /// Processor time of this thread, so that a busy machine does not look like a slow rule.
    sealed class Effort
    {
        readonly double began = Now();
        public double Seconds => Now() - began;

        static double Now()
        {
            if (!OperatingSystem.IsLinux()) return Environment.TickCount64 / 1000.0;
            clock_gettime(3, out var time);
            return time.Seconds + time.Nanoseconds / 1e9;
        }

        struct Time { public long Seconds, Nanoseconds; }

        [DllImport("libc")] static extern int clock_gettime(int clock, out Time time);
    }
}
