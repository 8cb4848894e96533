using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Rapport.Search.Index;

/// A word of a text after analysis, and where it stood.
readonly record struct Token(string Term, int Step, int Start, int End);

/// Takes texts apart.
static class Tokens
{
    public static List<Token> Of(Analyzer analyzer, string text)
    {
        var tokens = new List<Token>();
        using var stream = analyzer.GetTokenStream("", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var step = stream.AddAttribute<IPositionIncrementAttribute>();
        var offset = stream.AddAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) tokens.Add(new(term.ToString(), step.PositionIncrement, offset.StartOffset, offset.EndOffset));
        stream.End();
        return tokens;
    }

    /// The text without what only misleads: control and direction marks, halves of characters, loose accents.
    public static string Clean(string? text, int longest = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Length > longest) text = text[..longest];
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f')) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format: break;
                case UnicodeCategory.Control: clean.Append(' '); break;
                default: clean.Append(rune == Rune.ReplacementChar ? " " : rune.ToString()); break;
            }
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }
}
