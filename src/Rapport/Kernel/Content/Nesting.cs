using System.Collections.Frozen;

namespace Rapport.Kernel.Content;

/// Looks for elements left open by the thousand, before any parser does: parsers take the square of that number.
static class Nesting
{
    const int Most = 1_000;

    static readonly FrozenSet<string> single = FrozenSet.Create("br", "hr", "img", "col", "wbr", "input", "area", "base", "embed", "link", "meta", "param", "source", "track");
    static readonly FrozenSet<string> raw = FrozenSet.Create("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext");

    public static bool IsBottomless(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var depth = 0;
        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                at = html.IndexOf("-->", at + 2, StringComparison.Ordinal);
                if (at < 0) break;
                continue;
            }
            var closing = html[at + 1] == '/';
            var from = at + (closing ? 2 : 1);
            var end = from;
            while (end < html.Length && char.IsAsciiLetterOrDigit(html[end])) end++;
            if (end == from) { at++; continue; }
            var name = html[from..end].ToLowerInvariant();
            at = TagEnd(html, end);
            if (at < 0) break;
            if (single.Contains(name)) continue;
            open.TryGetValue(name, out var count);
            if (closing && count > 0) (open[name], depth) = (count - 1, depth - 1);
            else if (!closing && raw.Contains(name)) at = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
            else if (!closing && (open[name] = count + 1) > 0 && ++depth > Most) return true;
            if (at < 0) break;
        }
        return false;
    }

    static int TagEnd(string html, int at)
    {
        for (; at < html.Length; at++)
            if (html[at] == '>') return at;
            else if (html[at] is '"' or '\'' && html[at - 1] == '=' && (at = html.IndexOf(html[at], at + 1)) < 0) return -1;
        return -1;
    }
}
