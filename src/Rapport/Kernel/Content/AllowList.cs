using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Rapport.Kernel.Content;

/// The elements and attributes that content may hold; everything else is taken out, wherever the content came from.
public static partial class AllowList
{
    public static readonly FrozenSet<string> Elements = FrozenSet.Create(
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
        "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
        "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var");

    /// Attributes by element; those of "*" everywhere.
    public static readonly FrozenDictionary<string, FrozenSet<string>> Attributes = new Dictionary<string, FrozenSet<string>>
    {
        ["*"] = FrozenSet.Create("id", "class", "dir", "lang", "title"),
        ["a"] = FrozenSet.Create("href", "rel", "data-member", "data-post"),
        ["blockquote"] = FrozenSet.Create("data-post"),
        ["col"] = FrozenSet.Create("span"),
        ["colgroup"] = FrozenSet.Create("span"),
        ["details"] = FrozenSet.Create("open"),
        ["img"] = FrozenSet.Create("src", "alt", "width", "height", "srcset", "sizes", "loading", "decoding"),
        ["ol"] = FrozenSet.Create("start", "reversed", "type"),
        ["li"] = FrozenSet.Create("value"),
        ["td"] = FrozenSet.Create("colspan", "rowspan"),
        ["th"] = FrozenSet.Create("colspan", "rowspan", "scope"),
        ["time"] = FrozenSet.Create("datetime"),
        ["div"] = FrozenSet.Create("tabindex"),
        ["pre"] = FrozenSet.Create("tabindex"),
        ["span"] = FrozenSet.Create("tabindex"),
    }.ToFrozenDictionary();

    public static readonly FrozenSet<string> Classes = FrozenSet.Create(
        "tex", "tex-block", "mention", "quoted", "align-start", "align-center", "align-end", "table-scroll", "math-scroll", "remote-image");

    // Their text is not words: with them goes what they hold.
    const string Swallowed = "script,style,template,noscript,noembed,noframes,iframe,object,embed,applet,svg,math,textarea,title,head,xmp,plaintext,select,audio,video,canvas,frameset,listing";
    const int MostElements = 60_000, Deepest = 100;

    static readonly HtmlSanitizer sanitizer = Sanitizer();

    /// Parses and cleans in one go; the caller works on the tree. What could not come from us (placeholders, our classes) is dropped from foreign HTML.
    internal static IHtmlElement Clean(string html, bool ours)
    {
        var document = Parse(html);
        foreach (var element in document.QuerySelectorAll(Swallowed).ToList()) element.Remove();
        foreach (var cell in document.QuerySelectorAll("td[style],th[style],td[align],th[align]"))
            if (Alignment().Match(cell.GetAttribute("style") ?? $"text-align:{cell.GetAttribute("align")}") is { Success: true } way)
                cell.ClassName = way.Groups[1].Value switch { "right" or "end" => "align-end", "center" => "align-center", _ => "align-start" };
        if (!ours) foreach (var forged in document.QuerySelectorAll("[data-member],[data-post],.mention,.quoted,.remote-image"))
            {
                forged.RemoveAttribute("data-member");
                forged.RemoveAttribute("data-post");
                forged.RemoveAttribute("class");
            }
        sanitizer.SanitizeDom(document, document.Body);
        // A browser would drop parts of a table that stand outside of one.
        foreach (var part in document.QuerySelectorAll("thead,tbody,tfoot,tr,td,th,caption").ToList())
            if (IsStray(part)) part.Replace([.. part.ChildNodes]);
        return document.Body!;
    }

    static bool IsStray(IElement part) => part.ParentElement?.LocalName is var within && part.LocalName switch
    {
        "td" or "th" => within != "tr",
        "tr" => within is not ("table" or "thead" or "tbody" or "tfoot"),
        _ => within != "table",
    };

    /// The last wall: per element, after everything else was done.
    internal static bool Allows(IElement element, string attribute) =>
        Attributes["*"].Contains(attribute) || Attributes.TryGetValue(element.LocalName, out var own) && own.Contains(attribute);

    /// Whatever it is given, it reads.
    internal static IHtmlDocument Parse(string html)
    {
        if (Nesting.IsBottomless(html)) return Words(html);
        var seen = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = Deepest,
            SkipComments = true,
            OnCreated = (_, _) => { if (++seen > MostElements) throw new TooMuch(); },
        });
        try { return parser.ParseDocument("<body>" + html); }
        // The parser loses its place in some tangles of tables, forms and foreign elements.
        catch (Exception problem) when (problem is TooMuch or NullReferenceException or InvalidOperationException or ArgumentException) { return Words(html); }
    }

    // Nobody meant this as a page: what is left are its words.
    static IHtmlDocument Words(string html) =>
        new HtmlParser().ParseDocument($"<body><p>{System.Net.WebUtility.HtmlEncode(Tags().Replace(html, " "))}</p>");

    static HtmlSanitizer Sanitizer()
    {
        var made = new HtmlSanitizer { KeepChildNodes = true, AllowDataAttributes = false };
        Set(made.AllowedTags, [.. Elements, "body"]);
        Set(made.AllowedAttributes, Attributes.Values.SelectMany(a => a).Except(["tabindex", "srcset", "sizes", "loading", "decoding", "rel"]));
        Set(made.AllowedClasses, Classes);
        Set(made.AllowedSchemes, ["http", "https", "mailto"]);
        made.AllowedCssProperties.Clear();
        made.AllowedAtRules.Clear();
        made.RemovingCssClass += (_, e) => e.Cancel = Language().IsMatch(e.CssClass);
        return made;
    }

    static void Set(ISet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }

    sealed class TooMuch : Exception;

    [GeneratedRegex(@"^language-[\w+#-]{1,30}$")]
    private static partial Regex Language();

    [GeneratedRegex(@"^\s*text-align\s*:\s*(right|end|center|left|start)\s*;?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Alignment();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
