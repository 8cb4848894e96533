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
