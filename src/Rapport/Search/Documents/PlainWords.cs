using System.Net;
using System.Text;

namespace Rapport.Search.Documents;

/// The words in our own rendered HTML, fast enough for a million posts: what a renderer wrote in one known way needs no parser.
static class PlainWords
{
    static readonly string[] Lines = ["p", "br", "li", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "tr", "td", "th", "div", "ul", "ol", "dd", "dt", "figure", "table"];

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var close = open < 0 ? -1 : html.IndexOf('>', open);
            if (close < 0) break;
            text.Append(html, at, open - at);
            if (BreaksLine(html.AsSpan(open + 1, close - open - 1))) text.Append('\n');
            at = close + 1;
        }
        text.Append(html, at, html.Length - at);
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    static bool BreaksLine(ReadOnlySpan<char> tag)
    {
        tag = tag.TrimStart('/');
        var end = tag.IndexOfAny(' ', '/');
        return Lines.AsSpan().Contains((end < 0 ? tag : tag[..end]).ToString());
    }
}
