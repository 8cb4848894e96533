using System.Globalization;
using System.Text;

namespace Rapport.Kernel.Content;

/// The readable part of an address: Latin letters lose their marks, other scripts stay as they are.
public static class Slug
{
    public const int Longest = 80;

    public static string Of(string title)
    {
        var slug = new StringBuilder(Longest);
        var latin = false;
        foreach (var rune in Head(title).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                if (!latin && slug.Length > 0 && slug[^1] != '-') slug.Append(rune);
                continue;
            }
            latin = rune.Value < 0x250;
            var piece = Fold(rune);
            if (piece.Length > 0) slug.Append(piece);
            else if (rune.Value is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        return Cut(slug.ToString().Normalize(NormalizationForm.FormC)) is { Length: > 0 } found ? found : "untitled";
    }

    // A title may be 100,000 characters of mischief; a slug never needs more than its beginning.
    static string Head(string title) => Characters.Line(title.Length > 1_000 ? title[..1_000] : title);

    static string Fold(Rune rune) => rune.Value switch
    {
        'ß' or 'ẞ' => "ss", 'æ' or 'Æ' => "ae", 'œ' or 'Œ' => "oe", 'ø' or 'Ø' => "o", 'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ł' or 'Ł' => "l", 'þ' or 'Þ' => "th", 'ı' => "i", 'ħ' or 'Ħ' => "h",
        _ => Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : "",
    };

    static string Cut(string slug)
    {
        slug = slug.Trim('-');
        if (slug.Length <= Longest) return slug;
        var end = slug.LastIndexOf('-', Longest);
        if (end < Longest / 2) end = char.IsLowSurrogate(slug[Longest]) ? Longest - 1 : Longest;
        return slug[..end].Trim('-');
    }
}
