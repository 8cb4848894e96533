using System.Globalization;
using System.Text;

namespace Rapport.Statistics;

/// <summary>
/// What a classifier looks at in a text: its words, the runs of three to five characters in it (which survive a changed letter and know no language),
/// and its shape: how long it is, how many digits, capitals and signs. Each is a place of a vector of <see cref="Width"/>, by its hash.
/// </summary>
/// <remarks>Source: Weinberger, Dasgupta, Langford, Smola and Attenberg, Feature hashing for large scale multitask learning, ICML (2009).</remarks>
public static class Features
{
    /// <summary>How many places there are.</summary>
    public const int Width = 1 << 18;

    const int Shortest = 3, Longest = 5, LongestRun = 12;
    const ulong Word = 1, Run = 2, Shape = 3, Capitals = 4, Pattern = 5;

    /// <summary>The vector of a text.</summary>
    /// <param name="text">Any string; one in which nothing can be seen has only a shape.</param>
    public static UnitVector Of(string text)
    {
        var places = new HashSet<int>();
        foreach (var (place, _) in Named(text)) places.Add(place);
        var sorted = places.ToArray();
        Array.Sort(sorted);
        return new(sorted);
    }

    /// <summary>Every place with the word it belongs to, as it is folded; none for the shape.</summary>
    internal static IEnumerable<(int Place, string? Of)> Named(string text)
    {
        var folded = Folded.Of(text);
        foreach (var word in Words(folded)) yield return (Place(Shaped(word), Word), word);
        foreach (var named in Runs(folded)) yield return named;
        var (digits, signs) = (0, 0);
        foreach (var c in folded) (digits, signs) = (digits + (char.IsDigit(c) ? 1 : 0), signs + (char.IsPunctuation(c) || char.IsSymbol(c) ? 1 : 0));
        yield return (Place($"long {Log(folded.Length)}", Shape), null);
        yield return (Place($"digits {Log(digits)}", Shape), null);
        yield return (Place($"signs {Log(signs)}", Shape), null);
        foreach (var token in Ends(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var near = token.Length > 2 * LongestRun ? token[..(2 * LongestRun)] : token;
            if (IsCapital(near))
            {
                yield return (Place("capitals", Shape), null);
                yield return (Place(Folded.Of(near), Capitals), Folded.Of(near));
            }
            if (near.Any(char.IsDigit)) yield return (Place(Outline(near), Pattern), Folded.Of(near));
        }
    }

    /// Runs of letters, of digits, or of signs; the last ones up to three long.
    static IEnumerable<string> Words(string folded)
    {
        for (var from = 0; from < folded.Length;)
        {
            var (kind, to) = (Kind(folded[from]), from + 1);
            while (to < folded.Length && Kind(folded[to]) == kind) to++;
            if (kind > 0) yield return folded[from..(kind == 3 ? Math.Min(to, from + 3) : to)];
            from = to;
        }
    }

    static int Kind(char c) => c == ' ' ? 0 : char.IsDigit(c) ? 2 : char.IsLetter(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark ? 1 : 3;

    static string Shaped(string word) => char.IsDigit(word[0]) ? new string('0', Math.Min(word.Length, LongestRun)) : word;

    static IEnumerable<(int, string?)> Runs(string folded)
    {
        var padded = $" {folded} ".ToCharArray();
        for (var n = 0; n < padded.Length; n++) if (char.IsDigit(padded[n])) padded[n] = '0';
        var words = WordAt($" {folded} ");
        for (var length = Shortest; length <= Longest; length++)
            for (var n = 0; n + length <= padded.Length; n++) yield return (Place(padded.AsSpan(n, length), Run), words[n + length / 2]);
    }

    /// The word that each character stands in.
    static string?[] WordAt(string text)
    {
        var at = new string?[text.Length];
        for (var from = 0; from < text.Length;)
        {
            var to = from;
            while (to < text.Length && text[to] != ' ') to++;
            if (to > from) Array.Fill(at, text[from..to], from, to - from);
            from = to + 1;
        }
        return at;
    }

    static bool IsCapital(string token) => token.Count(char.IsUpper) is >= 3 and var n && n == token.Count(char.IsLetter);

    static string Outline(string token) => string.Concat(token.Select(c => char.IsDigit(c) ? '0' : char.IsLetter(c) ? 'a' : c));

    static string Ends(string text) => text.Length <= Folded.Longest ? text : string.Concat(text.AsSpan(0, Folded.Longest / 2), " ", text.AsSpan(text.Length - Folded.Longest / 2));

    static int Log(int n) => n == 0 ? 0 : 1 + (int)Math.Log2(n);

    static int Place(ReadOnlySpan<char> text, ulong kind) => (int)(Hashing.Of(text, kind) % Width);
}
