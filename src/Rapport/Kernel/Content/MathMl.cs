using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Rapport.Kernel.Content;

/// Keeps of generated MathML what MathML Core knows, and turns inline styles, which our content policy forbids, into attributes or classes.
public static partial class MathMl
{
    public static readonly FrozenSet<string> Elements = FrozenSet.Create(
        "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
        "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "menclose");

    public static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        "display", "displaystyle", "scriptlevel", "mathvariant", "mathcolor", "mathbackground", "stretchy", "symmetric", "fence", "separator", "form",
        "accent", "accentunder", "largeop", "movablelimits", "lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset",
        "linethickness", "columnalign", "rowspacing", "columnspacing", "columnlines", "rowlines", "notation", "class", "dir");

    const int MostNodes = 4_000;

    public static string? Clean(string? mathml, bool display)
    {
        if (mathml is null) return null;
        var body = new HtmlParser(new HtmlParserOptions { MaximumDepth = 300 }).ParseDocument(mathml).Body!;
        if (body.FirstElementChild is not { LocalName: "math" } math || body.ChildNodes.Length != 1) return null;

        var all = math.Descendants().OfType<IElement>().Prepend(math).ToList();
        if (all.Count > MostNodes) return null;
        foreach (var element in all) Mend(element, math);
        if (display) math.SetAttribute("display", "block");
        return math.OuterHtml;
    }

    static void Mend(IElement element, IElement root)
    {
        if (!Elements.Contains(element.LocalName))
        {
            if (element.ParentElement is { } parent && element != root)
            {
                foreach (var child in element.ChildNodes.ToList()) parent.InsertBefore(child, element);
                element.Remove();
            }
            return;
        }
        Styles(element, element.GetAttribute("style") ?? "");
        foreach (var attribute in element.Attributes.ToList())
            if (!Attributes.Contains(attribute.Name) || !Tame().IsMatch(attribute.Value)) element.RemoveAttribute(attribute.Name);
    }

    static void Styles(IElement element, string style)
    {
        foreach (var rule in style.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = rule.IndexOf(':');
            if (colon < 0) continue;
            var (name, value) = (rule[..colon].Trim(), rule[(colon + 1)..].Trim());
            if (name is "color") element.SetAttribute("mathcolor", value);
            else if (name is "background-color" or "background") element.SetAttribute("mathbackground", value);
            else if (name is "border") element.ClassList.Add("tml-box");
            else if (name is "width" && value is "100%") element.ClassList.Add("tml-wide");
            else if (name is "width" && value is "50%") element.ClassList.Add("tml-fill");
        }
    }

    /// Words, numbers, lengths of at most two digits before the point, colours; no address and no function has any business here.
    [GeneratedRegex(@"^(?:[a-zA-Z][\w -]*|#[0-9a-fA-F]{3,8}|-?\d{0,2}(?:\.\d+)?(?:em|ex|px|pt|mu|%)?|\d{3}%)(?: +-?\d{0,2}(?:\.\d+)?(?:em|ex|px|pt|%)?)*$")]
    private static partial Regex Tame();
}
