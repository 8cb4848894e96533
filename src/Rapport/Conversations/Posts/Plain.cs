using System.Net;
using System.Text;

namespace Rapport.Conversations.Posts;

/// The words in our own rendered HTML, quickly: no parser is needed for what a renderer wrote in one known way.
static class Plain
{
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) { text.Append(html, at, html.Length - at); break; }
            text.Append(html, at, open - at);
            // A formula carries its TeX beside its MathML; whichever comes is left in, tags are what goes.
            var close = html.IndexOf('>', open);
            if (close < 0) break;
            if (EndsLine(html.AsSpan(open + 1)) && text.Length > 0 && text[^1] != '\n') text.Append('\n');
            at = close + 1;
        }
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    static bool EndsLine(ReadOnlySpan<char> tag) => tag.StartsWith("/p>") || tag.StartsWith("br") || tag.StartsWith("/li>") || tag.StartsWith("/h") || tag.StartsWith("/pre") || tag.StartsWith("/blockquote") || tag.StartsWith("/tr");
}
