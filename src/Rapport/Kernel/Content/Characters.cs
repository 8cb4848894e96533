using System.Globalization;
using System.Text;

namespace Rapport.Kernel.Content;

/// Characters that nobody sees but everybody suffers from: controls, direction overrides, halves of surrogate pairs.
public static class Characters
{
    /// Text of several lines: line ends become \n, what is left of the controls goes. LRM, RLM and ALM stay, honest Arabic and Hebrew use them.
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())   // a lone surrogate comes out as U+FFFD
            if (!Unwanted(rune)) clean.Append(rune);
        return clean.ToString();
    }

    /// A title or a name: one line, single spaces.
    public static string Line(string text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// How much of the text can be seen at all, the blanks between words included: zero for what only looks empty.
    public static int Seen(string text)
    {
        var (seen, blanks) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) { if (seen > 0) blanks++; }
            else if (IsSeen(rune)) (seen, blanks) = (seen + blanks + rune.Utf16SequenceLength, 0);
        }
        return seen;
    }

    /// Leaves something on the page. Fillers are letters by name, and nothing to the eye.
    public static bool IsSeen(Rune rune) => rune.Value switch
    {
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => false,
        _ => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format),
    };

    static bool IsClean(string text)
    {
        foreach (var c in text)
            if (c < ' ' ? c is not ('\n' or '\t') : c >= '\x7f' && (c < 0xA0 || c >= 0x2028)) return Slowly(text);
        return true;
    }

    static bool Slowly(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Unwanted(rune) || rune.Value is '\r' or 0x85 or 0x2028 or 0x2029 or 0xFFFD) return false;
        return true;
    }

    static bool Unwanted(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x206F => true,   // embeddings, overrides, isolates, deprecated format characters
        0xFEFF or 0xFFF9 or 0xFFFA or 0xFFFB => true,
        >= 0xE0000 and <= 0xE007F => true,                            // tags: text hidden in plain sight
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control || (rune.Value & 0xFFFE) == 0xFFFE,
    };
}
