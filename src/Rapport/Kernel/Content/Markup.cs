using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace Rapport.Kernel.Content;

/// Writes a cleaned tree as HTML, in time linear to its size, always in the same way, `<` and `>` escaped in attributes too.
static class Markup
{
    static readonly FrozenSet<string> empty = FrozenSet.Create("br", "hr", "img", "col", "wbr");

    public static string Inside(IElement parent)
    {
        var html = new StringBuilder();
        Children(parent, html);
        return html.ToString();
    }

    static void Children(INode parent, StringBuilder html)
    {
        foreach (var child in parent.ChildNodes)
            if (child is IText text) Escape(text.Data, html, attribute: false);
            else if (child is IElement element) Write(element, html);
    }

    static void Write(IElement element, StringBuilder html)
    {
        html.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            html.Append(' ').Append(attribute.Name).Append("=\"");
            Escape(attribute.Value, html, attribute: true);
            html.Append('"');
        }
        html.Append('>');
        if (empty.Contains(element.LocalName)) return;
        if (element.LocalName == "pre" && element.FirstChild is IText { Data: ['\n', ..] }) html.Append('\n');   // a parser drops the first one
        Children(element, html);
        html.Append("</").Append(element.LocalName).Append('>');
    }

    static void Escape(string text, StringBuilder html, bool attribute)
    {
        foreach (var c in text)
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"' when attribute: html.Append("&quot;"); break;
                case '\u00A0': html.Append("&nbsp;"); break;
                default: html.Append(c); break;
            }
    }
}
