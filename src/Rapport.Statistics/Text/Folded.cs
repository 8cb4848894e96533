using System.Globalization;
using System.Text;

namespace Rapport.Statistics;

/// <summary>Text as a quick eye sees it, so that what looks alike is alike to whoever compares it.</summary>
public static class Folded
{
    /// <summary>How much of a text is looked at, in UTF-16 units: the first and the last half of this, since advertising stands at either end.</summary>
    public const int Longest = 8_192;

    static readonly Dictionary<char, char> LookAlikes = new[]
    {
        ("a", "аαɑᴀ"), ("b", "вьβʙ"), ("c", "сϲᴄ"), ("d", "ԁđᴅ"), ("e", "еєεᴇ"), ("g", "ɡցɢ"), ("h", "нհһʜ"), ("i", "іιıɪ"), ("j", "јϳᴊ"), ("k", "кκᴋ"), ("l", "ӏłʟ"), ("m", "мμᴍ"), ("n", "пηոɴ"),
        ("o", "оοσօøᴏ"), ("p", "рρᴘ"), ("q", "ԛ"), ("r", "гʀ"), ("s", "ѕꜱ"), ("t", "тτᴛ"), ("u", "υսᴜ"), ("v", "νѵᴠ"), ("w", "ԝѡωᴡ"), ("x", "хχ"), ("y", "уүγʏ"), ("z", "ζᴢ"),
        ("ا", "ٱ"), ("ي", "ىی"), ("ك", "ک"), ("ه", "ةہ"),
    }.SelectMany(p => p.Item2.Select(c => (c, p.Item1[0]))).ToDictionary();

    /// <summary>Compatibility forms become plain ones, marks, invisible characters and stretching go, letters lose their case and become the Latin or Arabic ones they look like, white space becomes one blank.</summary>
    /// <param name="text">Any string, half surrogate pairs included; beyond <see cref="Longest"/> its middle is left out.</param>
    /// <remarks>Source of the compatibility forms: Unicode Standard Annex 15, form KD. The letters that look alike are those of common Latin, Greek, Cyrillic, Armenian and Arabic alphabets.</remarks>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest) text = string.Concat(text.AsSpan(0, Longest / 2), " ", text.AsSpan(text.Length - Longest / 2));
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) { if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' '); continue; }
            if (rune.Value == 'ـ' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control) continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp) folded.Append(LookAlikes.GetValueOrDefault((char)lower.Value, (char)lower.Value));
            else folded.Append(lower);
        }
        return folded.ToString().TrimEnd(' ');
    }

    /// Normalising refuses half a surrogate pair.
    static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
        return whole.ToString();
    }
}
