using System.Globalization;
using System.Text;
using Rapport.Statistics;

namespace Rapport.Governance.Lists;

/// The words of a text as a quick eye reads them: without accents and look-alikes, and together what was pulled apart.
sealed class SeenWords
{
    const int AtOnce = Folded.Longest / 2, FewestSpaced = 3, LongestTie = 2;
    const string Ties = "-._*‐‑–—·•|~+/\\", Apostrophes = "'’", Meant = "&#@%";

    readonly string folded;
    readonly List<string> words = [];

    /// Words as they stand, and those made of letters that stand alone.
    readonly HashSet<string> whole = [];

    /// Made of longer parts with a tie between them.
    readonly HashSet<string> joined = [];

    public SeenWords(string text)
    {
        folded = Fold(text).Trim();
        var (tied, spaced) = (new List<(string Tie, string Word)>(), new List<string>());
        var (begin, end, at) = (-1, 0, 0);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune)) Take(at);
            else if (begin < 0) begin = at;
            at += rune.Utf16SequenceLength;
        }
        Take(at);
        Join(tied);
        Spell(spaced);

        void Take(int until)
        {
            if (begin < 0) return;
            var (word, between) = (folded[begin..until], folded[end..begin]);
            if (!IsTie(between)) Join(tied);
            if (!between.All(c => c == ' ' || Ties.Contains(c))) Spell(spaced);
            words.Add(word);
            whole.Add(word);
            tied.Add((between, word));
            if (IsOneLetter(word)) spaced.Add(word);
            else Spell(spaced);
            (begin, end) = (-1, until);
        }
    }

    /// "v-i-a" and "vi-a" are read as one word too; "I'll" is none.
    void Join(List<(string Tie, string Word)> parts)
    {
        if (parts.Count >= FewestSpaced && parts.TrueForAll(p => IsOneLetter(p.Word))) whole.Add(string.Concat(parts.Select(p => p.Word)));
        else
            for (var (first, next) = (0, 1); next <= parts.Count; next++)
            {
                if (next < parts.Count && !parts[next].Tie.Any(c => Apostrophes.Contains(c))) continue;
                if (next - first > 1) joined.Add(string.Concat(parts.Skip(first).Take(next - first).Select(p => p.Word)));
                first = next;
            }
        parts.Clear();
    }

    void Spell(List<string> letters)
    {
        if (letters.Count >= FewestSpaced) whole.Add(string.Concat(letters));
        // In "a v i a" the first letter may be a word of its own.
        if (letters.Count > FewestSpaced && letters[0] is "a" or "i") whole.Add(string.Concat(letters.Skip(1)));
        letters.Clear();
    }

    public IReadOnlyList<string> Words => words;

    /// Without its signs "c++" would be another word.
    bool HasSigns => folded.EnumerateRunes().Any(r => Rune.IsSymbol(r) || r.IsBmp && Meant.Contains((char)r.Value));

    /// Whether these words stand there one after the other; the last of them may only begin so.
    public bool Hold(SeenWords line, bool begins)
    {
        var sought = line.words;
        if (line.HasSigns) return HoldAsWritten(line.folded.TrimEnd('*'), begins);
        if (sought.Count == 1) return whole.Contains(sought[0]) || joined.Contains(sought[0]) || begins && whole.Any(w => w.StartsWith(sought[0], StringComparison.Ordinal));
        for (var at = 0; sought.Count > 1 && at <= words.Count - sought.Count; at++)
            if (IsAt(at, sought, begins)) return true;
        return false;
    }

    bool HoldAsWritten(string sought, bool begins)
    {
        for (var at = folded.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(sought, at + 1, StringComparison.Ordinal))
            if (!IsLetter(at - 1) && (begins || !IsLetter(at + sought.Length))) return true;
        return false;
    }

    bool IsLetter(int at) => at >= 0 && at < folded.Length && char.IsLetter(folded, at);

    bool IsAt(int at, List<string> sought, bool begins)
    {
        for (var n = 0; n < sought.Count; n++)
            if (words[at + n] != sought[n] && !(begins && n == sought.Count - 1 && words[at + n].StartsWith(sought[n], StringComparison.Ordinal))) return false;
        return true;
    }

    static bool IsOneLetter(string word) => new StringInfo(word).LengthInTextElements == 1;

    static bool IsTie(string between) => between.Length is > 0 and <= LongestTie && between.All(c => Ties.Contains(c) || Apostrophes.Contains(c));

    /// Folding looks at the ends of a long text only: it is folded piece by piece.
    static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + AtOnce);
            if (end < text.Length && text.AsSpan(at, end - at).LastIndexOfAny(' ', '\n') is > 0 and var blank) end = at + blank + 1;
            folded.Append(Folded.Of(text[at..end])).Append(end < text.Length && !char.IsWhiteSpace(text[end - 1]) ? "" : " ");
            at = end;
        }
        return folded.ToString();
    }
}
