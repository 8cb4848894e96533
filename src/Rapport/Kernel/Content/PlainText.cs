using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Rapport.Kernel.Content;

/// The words of a content without its dress: for search, for excerpts, for the text part of mail.
static partial class PlainText
{
    const int ExcerptLength = 200;

    public static string Of(INode root, bool brief = false)
    {
        var text = new StringBuilder();
        Write(root, text, brief, inPre: false);
        return Blank().Replace(Spaces().Replace(text.ToString(), "\n"), "\n\n").Trim();
    }

    public static string Excerpt(INode root, string whole)
    {
        var text = Of(root, brief: true);
        if (text.Length == 0) text = whole;
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= ExcerptLength) return text;
        var end = text.LastIndexOf(' ', ExcerptLength);
        if (end < ExcerptLength / 2) end = char.IsLowSurrogate(text[ExcerptLength]) ? ExcerptLength - 1 : ExcerptLength;
        return text[..end].TrimEnd(' ', ',', ';', ':', '.', '-') + "…";
    }

    static void Write(INode node, StringBuilder text, bool brief, bool inPre)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) Append(words.Data, text, inPre);
            else if (child is IElement element) Element(element, text, brief, inPre);
        }
    }

    static void Element(IElement element, StringBuilder text, bool brief, bool inPre)
    {
        var name = element.LocalName;
        if (brief && name is "pre" or "table" or "cite" || brief && name is "blockquote" && element.HasAttribute("data-post")) return;
        if (element.ClassList.Contains("tex"))
        {
            var mark = element.ClassList.Contains("tex-block") ? "$$" : "$";
            text.Append(mark).Append(element.TextContent.Trim()).Append(mark);
            return;
        }
        switch (name)
        {
            case "br": text.Append('\n'); return;
            case "img": text.Append(element.GetAttribute("alt")); return;
            case "td" or "th": Write(element, text, brief, inPre); text.Append(" \t"); return;
            case "li" or "tr" or "dt" or "dd" or "caption" or "summary" or "figcaption": text.Append('\n'); Write(element, text, brief, inPre); text.Append('\n'); return;
            case "p" or "div" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "dl" or "blockquote" or "pre" or "table" or "figure" or "details" or "hr":
                text.Append("\n\n"); Write(element, text, brief, inPre || name == "pre"); text.Append("\n\n"); return;
            default: Write(element, text, brief, inPre); return;
        }
    }

    static void Append(string words, StringBuilder text, bool inPre)
    {
        if (inPre) { text.Append(words); return; }
        foreach (var c in words)
            if (c is not (' ' or '\n' or '\t' or '\r')) text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
    }

    [GeneratedRegex(@"[ \t]+\n")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blank();
}
