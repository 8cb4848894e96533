using System.Text.RegularExpressions;

namespace Rapport.Kernel.Content;

/// What counts as a formula in ordinary writing. Prices are not formulas.
public static partial class TexRules
{
    /// A formula that starts at the given place: where it ends, its TeX, and whether it stands on a line of its own.
    public readonly record struct Formula(int Length, string Tex, bool Display);

    static readonly (string Open, string Close, bool Display)[] delimiters = [("$$", "$$", true), ("$", "$", false), ("\\(", "\\)", false), ("\\[", "\\]", true)];

    /// Lenient takes `$ x $` too, as Stack Exchange does; what members type must touch its dollars.
    public static Formula? At(ReadOnlySpan<char> text, bool lenient)
    {
        foreach (var (open, close, display) in delimiters)
        {
            if (!text.StartsWith(open)) continue;
            var inside = text[open.Length..];
            var end = End(inside[..Math.Min(inside.Length, Tex.Longest + close.Length)], close);
            if (end <= 0) return null;
            var tex = inside[..end].ToString();
            var next = end + close.Length < inside.Length ? inside[end + close.Length] : ' ';
            return Looks(tex, open, next, lenient) ? new(open.Length + end + close.Length, tex.Trim(), display) : null;
        }
        return Environment(text);
    }

    static Formula? Environment(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("\\begin{")) return null;
        var head = text[..Math.Min(text.Length, Tex.Longest)].ToString();
        var match = Begins().Match(head);
        if (!match.Success) return null;
        var close = $"\\end{{{match.Groups[1].Value}}}";
        var end = head.IndexOf(close, StringComparison.Ordinal);
        return end < 0 ? null : new(end + close.Length, head[..(end + close.Length)], true);
    }

    static int End(ReadOnlySpan<char> inside, string close)
    {
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i..].StartsWith(close)) return i;
            if (inside[i] == '\\' && close[0] == '$') i++;   // \$ is a dollar within the formula
        }
        return -1;
    }

    static bool Looks(string tex, string open, char next, bool lenient)
    {
        if (string.IsNullOrWhiteSpace(tex)) return false;
        if (open is "$$" or "\\[") return true;
        var telling = Telling().IsMatch(tex);
        if (open is "\\(") return telling || tex.Trim().Length <= 3 || char.IsDigit(tex.Trim()[0]);   // \( may be an escaped bracket
        if (char.IsDigit(next) || tex.Contains("\n\n")) return false;
        if (lenient && (telling || Number().IsMatch(tex))) return true;
        if (char.IsWhiteSpace(tex[0]) || char.IsWhiteSpace(tex[^1])) return false;
        return telling || !Prose().IsMatch(tex);
    }

    [GeneratedRegex(@"^\\begin\{((?:align|equation|gather|eqnarray|multline|alignat)\*?)\}")]
    private static partial Regex Begins();

    [GeneratedRegex(@"[\\^_={}|<>]")]
    private static partial Regex Telling();

    /// A number between dollars is no price: that has one dollar.
    [GeneratedRegex(@"^\d+([.,]\d+)*$")]
    private static partial Regex Number();

    /// "5 for me and 10", "ABC, see": words side by side, or a word of four letters, are talk.
    [GeneratedRegex(@"[\p{L}]{2,}\s+[\p{L}]{2,}|^[\d.,]+\s*[\p{L}]{2,}|[\p{L}]{4,}|^[\d.,]+\s*[–—/-]?$")]
    private static partial Regex Prose();
}
