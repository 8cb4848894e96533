using System.Globalization;
using System.Text;
using Rapport.Statistics;

namespace Rapport.Governance.Lists;

/// The words of a text as a quick eye reads them: without accents and look-alikes, and together what was pulled apart.
sealed class SeenWords
{
    const int AtOnce = Folded.Longest / 2, FewestSpaced = 3;
    const string WithinWords = "-._*'’‐‑·•|~+/\\_";

    readonly List<string> words = [];
    readonly HashSet<string> single = [];

    /// Letters that stand alone one after the other: where a word begins in them, nobody can tell.
    readonly List<string> spelled = [];

    public SeenWords(string text)
    {
        var (word, between) = (new StringBuilder(), new StringBuilder());
        var (tied, spaced) = (new List<string>(), new List<string>());
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length == 0 && !IsTie(between)) Join(tied);
                between.Clear();
                word.Append(rune);
                continue;
            }
            if (word.Length > 0) Take();
            between.Append(rune);
        }
        if (word.Length > 0) Take();
        Join(tied);
        Spell();

        void Take()
        {
            var taken = word.ToString();
            word.Clear();
            words.Add(taken);
            single.Add(taken);
            tied.Add(taken);
            if (IsOneLetter(taken)) spaced.Add(taken);
            else Spell();
        }

        void Spell()
        {
            if (spaced.Count >= FewestSpaced) spelled.Add(string.Concat(spaced));
            spaced.Clear();
        }
    }

    /// "v-i-a" is read as one word too.
    void Join(List<string> parts)
    {
        if (parts.Count > 1) single.Add(string.Concat(parts));
        parts.Clear();
    }

    public IReadOnlyList<string> Words => words;

    /// Whether these words stand there one after the other; the last of them may only begin so.
    public bool Hold(SeenWords line, bool begins)
    {
        var (sought, whole) = (line.words, string.Concat(line.words));
        if (begins ? single.Any(w => w.StartsWith(whole, StringComparison.Ordinal)) : single.Contains(whole)) return true;
        if (whole.Length >= FewestSpaced && spelled.Exists(s => s.Contains(whole, StringComparison.Ordinal))) return true;
        for (var at = 0; sought.Count > 1 && at <= words.Count - sought.Count; at++)
            if (IsAt(at, sought, begins)) return true;
        return false;
    }

    bool IsAt(int at, List<string> sought, bool begins)
    {
        for (var n = 0; n < sought.Count; n++)
            if (words[at + n] != sought[n] && !(begins && n == sought.Count - 1 && words[at + n].StartsWith(sought[n], StringComparison.Ordinal))) return false;
        return true;
    }

    static bool IsOneLetter(string word) => new StringInfo(word).LengthInTextElements == 1;

    static bool IsTie(StringBuilder between) => between is { Length: 1 } && WithinWords.Contains(between[0]);

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
