using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Rapport.Kernel.Content;

/// Fits clean content into our pages: heading levels, ids, tables, directions, and the last look at every attribute.
static partial class Finish
{
    const string OwnDirection = "p,h3,h4,h5,h6,ul,ol,table,dl,summary,figcaption";

    public static void Blocks(IHtmlElement body)
    {
        // The page has the first two levels: whatever the words begin with is the third.
        var headings = body.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(h => (Element: h, Level: h.LocalName[1] - '0')).ToList();
        var first = headings.Count == 0 ? 0 : headings.Min(h => h.Level);
        foreach (var (heading, level) in headings) Rename(heading, $"h{Math.Min(6, 3 + level - first)}");
        foreach (var pre in body.QuerySelectorAll("pre"))
        {
            pre.SetAttribute("dir", "ltr");
            pre.SetAttribute("tabindex", "0");   // what scrolls must be reachable by keyboard
        }
        foreach (var block in body.QuerySelectorAll(OwnDirection))
            if (!block.HasAttribute("dir") && block.ParentElement?.Closest("[dir]") is null) block.SetAttribute("dir", "auto");
        foreach (var table in body.QuerySelectorAll("table").ToList())
            if (table.ParentElement?.Closest("table") is null) Wrap(table, "div", "table-scroll");
    }

    public static void Quotes(IHtmlElement body)
    {
        foreach (var quote in body.QuerySelectorAll("blockquote"))
        {
            quote.RemoveAttribute("data-post");
            var first = quote.Descendants().FirstOrDefault(n => n is IText { Data: var text } && !string.IsNullOrWhiteSpace(text)) as IText;
            if (first is null || first.ParentElement is not { } holder || holder != quote && (holder.LocalName is not "p" || holder.ParentElement != quote)) continue;
            if (Quoted().Match(first.Data) is not { Success: true } match || Mentions.Id(match.Groups[1].ValueSpan) is not { } id) continue;

            first.Data = first.Data[match.Length..];
            if (first.Data.Length == 0 && first.NextSibling is IElement { LocalName: "br" } br) br.Remove();
            if (string.IsNullOrWhiteSpace(holder.TextContent) && holder != quote && holder.Children.Length == 0) holder.Remove();
            quote.SetAttribute("data-post", id.ToString(CultureInfo.InvariantCulture));
            var cite = quote.Owner!.CreateElement("cite");
            cite.InnerHtml = Placeholders.Quote(id);
            quote.InsertBefore(cite, quote.FirstChild);
        }
    }

    public static void Attributes(IHtmlElement body)
    {
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (element.NamespaceUri != body.NamespaceUri || !AllowList.Elements.Contains(element.LocalName)) { element.Remove(); continue; }
            foreach (var attribute in element.Attributes.ToList())
                if (!AllowList.Allows(element, attribute.Name) || !Fits(attribute)) element.RemoveAttribute(attribute.Name);
            if (element.Id is { Length: > 0 } id) element.Id = "c-" + id;   // foreign ids must not meet the page's own
        }
    }

    static bool Fits(IAttr attribute) => attribute.Name switch
    {
        "dir" => attribute.Value is "auto" or "ltr" or "rtl",
        "lang" => Language().IsMatch(attribute.Value),
        "id" => Word().IsMatch(attribute.Value),
        "class" => attribute.Value.Length > 0,
        "width" or "height" or "colspan" or "rowspan" or "span" or "start" or "value" or "tabindex" => Number().IsMatch(attribute.Value),
        "datetime" or "title" => attribute.Value.Length <= 300,
        "scope" => attribute.Value is "row" or "col" or "rowgroup" or "colgroup",
        "type" => attribute.Value is "1" or "a" or "A" or "i" or "I",
        "data-member" or "data-post" => Mentions.Id(attribute.Value) is not null,
        _ => true,
    };

    public static IElement Wrap(IElement inner, string tag, string name)
    {
        var outer = inner.Owner!.CreateElement(tag);
        outer.ClassName = name;
        outer.SetAttribute("tabindex", "0");
        inner.Replace(outer);
        outer.AppendChild(inner);
        return outer;
    }

    static void Rename(IElement element, string tag)
    {
        var renamed = element.Owner!.CreateElement(tag);
        foreach (var attribute in element.Attributes) renamed.SetAttribute(attribute.Name, attribute.Value);
        while (element.FirstChild is { } child) renamed.AppendChild(child);
        element.Replace(renamed);
    }

    [GeneratedRegex(@"^\s*\[#([1-9][0-9]{0,15})\][ \t]*\n?")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")]
    private static partial Regex Language();

    [GeneratedRegex(@"^[\w.:-]{1,100}$")]
    private static partial Regex Word();

    [GeneratedRegex("^-?[0-9]{1,5}$")]
    private static partial Regex Number();
}
