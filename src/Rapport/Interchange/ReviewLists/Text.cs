using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.ReviewLists;

/// Words of a list: markup where there is any, else plain words that must look as they were typed.
static partial class Text
{
    public static WordsLine Words(string said) => Markup().IsMatch(said) ? new("html", said) : new("markdown", Typed(WebUtility.HtmlDecode(said)));

    /// Without tags and entities.
    public static string Plain(string said) => WebUtility.HtmlDecode(said.Contains('<') ? Tags().Replace(said, " ") : said);

    /// What Markdown would take for a sign of its own is a character like others.
    static string Typed(string plain)
    {
        plain = plain.ReplaceLineEndings("\n");
        var (text, begins) = (new StringBuilder(plain.Length + 16), true);
        for (var at = 0; at < plain.Length; at++)
        {
            var c = plain[at];
            if (c == 'h' && Address().Match(plain, at) is { Success: true } address)
            {
                text.Append(address.Value);
                at += address.Length - 1;
                continue;
            }
            if (begins && c is ' ' or '\t') continue;
            // A backslash before this one would begin a formula.
            if (c == '[') text.Append("&#91;");
            else if (Signs.Contains(c) || begins && AtLineStart.Contains(c) || c is '.' or ')' && Numbers(text)) text.Append('\\').Append(c);
            else text.Append(c);
            begins = c == '\n';
        }
        return text.ToString().Trim();
    }

    const string Signs = "\\`*_<~|$&", AtLineStart = "#>+-=";

    /// The line so far is a number: with a point behind it, it would begin a list.
    static bool Numbers(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at >= 0 && char.IsAsciiDigit(text[at])) at--;
        return at < text.Length - 1 && (at < 0 || text[at] == '\n');
    }

    [GeneratedRegex(@"\Ghttps?://[^\s<>]+")]
    private static partial Regex Address();

    [GeneratedRegex("<(p|br|div|a|ul|ol|li|b|i|strong|em|blockquote|pre|code|img|script|style|iframe|svg|span|h[1-6])[ />]", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
