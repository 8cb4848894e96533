using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Rapport.Search.Index;

/// The words looked for, with their weight, to be marked in what is shown.
public sealed class Highlight
{
    const int LongestText = 50_000;
    static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IReadOnlyDictionary<(string Language, string Term), float> terms;

    internal Highlight(IReadOnlyDictionary<(string Language, string Term), float> terms) => this.terms = terms;

    /// The whole text as HTML, the words marked.
    public string Whole(string text, string language) => Marked(Safe(text), Found(Safe(text), language), 0, Safe(text).Length);

    /// The stretch of plain text that says most about what was looked for, as HTML of about the length given.
    public string Best(string text, string language, int length = 220)
    {
        text = Safe(text);
        var found = Found(text, language);
        if (text.Length <= length) return Marked(text, found, 0, text.Length);

        var from = Richest(found, length);
        from = from <= length / 4 ? 0 : WordStart(text, from - length / 4);
        var until = from + length >= text.Length ? text.Length : WordEnd(text, from + length);
        return (from > 0 ? "… " : "") + Marked(text, found, from, until) + (until < text.Length ? " …" : "");
    }

    /// Where the window begins whose different words weigh most; a word said again adds a tenth.
    static int Richest(List<(Token Token, float Weight)> found, int length)
    {
        var (best, at) = (0f, 0);
        for (var n = 0; n < found.Count; n++)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var sum = 0f;
            for (var m = n; m < found.Count && found[m].Token.End - found[n].Token.Start <= length * 3 / 4; m++)
                sum += seen.Add(found[m].Token.Term) ? found[m].Weight : found[m].Weight / 10;
            if (sum > best) (best, at) = (sum, found[n].Token.Start);
        }
        return at;
    }

    List<(Token Token, float Weight)> Found(string text, string language)
    {
        var code = Languages.Of(language);
        return [.. Tokens.Of(Languages.Stems(code), text)
            .Where(t => terms.ContainsKey((code, t.Term))).Select(t => (t, 1 + terms[(code, t.Term)]))];
    }

    static string Marked(string text, List<(Token Token, float Weight)> found, int from, int until)
    {
        var html = new StringBuilder(until - from + 64);
        var at = from;
        foreach (var (token, _) in found)
        {
            if (token.Start < at || token.End > until) continue;
            html.Append(encoder.Encode(text[at..token.Start])).Append("<mark>").Append(encoder.Encode(text[token.Start..token.End])).Append("</mark>");
            at = token.End;
        }
        return html.Append(encoder.Encode(text[at..until])).ToString();
    }

    static string Safe(string text) => Tokens.Clean(text, LongestText);

    static int WordStart(string text, int at)
    {
        var n = at;
        while (n < text.Length && n < at + 40 && !char.IsWhiteSpace(text[n])) n++;
        return n < text.Length && char.IsWhiteSpace(text[n]) ? n + 1 : Whole(text, at);
    }

    static int WordEnd(string text, int at)
    {
        var n = at;
        while (n > at - 40 && !char.IsWhiteSpace(text[n])) n--;
        return char.IsWhiteSpace(text[n]) ? n : Whole(text, at);
    }

    /// Never between the halves of one character.
    static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at + 1 : at;
}
