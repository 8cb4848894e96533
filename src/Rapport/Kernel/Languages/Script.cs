using System.Text;

namespace Rapport.Kernel.Languages;

/// The language that letters give away, for those who ask in one language where another is spoken.
public static class Script
{
    const int Fewest = 3;

    /// Mostly Arabic letters are Arabic; mostly Latin ones where Arabic is spoken are English; else what is spoken there.
    public static string Language(string text, string spoken)
    {
        var (letters, arabic, latin) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune)) continue;
            letters++;
            if (rune.Value is >= 0x600 and <= 0x6FF or >= 0x750 and <= 0x77F or >= 0x8A0 and <= 0x8FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC) arabic++;
            else if (rune.Value < 0x250) latin++;
        }
        if (letters < Fewest) return spoken;
        return arabic * 2 > letters ? "ar" : spoken == "ar" && latin * 2 > letters ? "en" : spoken;
    }
}
