using System.Text;

namespace Rapport.Search.Index;

/// What somebody typed, taken apart: words, "quoted phrases" and -exclusions. Nothing typed is ever an error.
sealed record TypedQuery(IReadOnlyList<string> Words, IReadOnlyList<string> Phrases, IReadOnlyList<string> Excluded)
{
    const int LongestText = 2_000, MostParts = 64;

    public static TypedQuery Of(string? text)
    {
        var (words, phrases, excluded) = (new List<string>(), new List<string>(), new List<string>());
        var rest = Tokens.Clean(text, LongestText).AsSpan();
        while (!(rest = rest.TrimStart()).IsEmpty && words.Count + phrases.Count + excluded.Count < MostParts)
        {
            // A minus counts only before a word: "wi-fi" and " - " exclude nothing.
            var minus = rest.Length > 1 && rest[0] is '-' or '\u2212' && !char.IsWhiteSpace(rest[1]);
            if (minus) rest = rest[1..];
            var end = IsQuote(rest[0]) ? rest[1..].IndexOfAny(quotes) : -1;
            var quoted = end >= 0;
            var length = quoted ? end : Word(rest);
            var part = (quoted ? rest.Slice(1, end) : rest[..length]).Trim(quotes).ToString();
            rest = rest[(quoted ? end + 2 : length)..];
            if (part.EnumerateRunes().Any(Rune.IsLetterOrDigit)) (minus ? excluded : quoted ? phrases : words).Add(part);
        }
        return new(words, phrases, excluded);
    }

    const string quotes = "\"\u201c\u201d\u201e\u00ab\u00bb";

    static bool IsQuote(char c) => quotes.Contains(c);

    static int Word(ReadOnlySpan<char> text)
    {
        var n = 1;
        while (n < text.Length && !char.IsWhiteSpace(text[n]) && !IsQuote(text[n])) n++;
        return n;
    }
}
