using System.Globalization;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Members;

/// A public name: any script, but nothing that cannot be seen, and nothing that spills over its line.
public static class PersonName
{
    const int Longest = 60, MostMarks = 3;

    public static string Of(string? typed, string field = "name")
    {
        var name = Clean(typed ?? "");
        if (name.Length == 0) throw new Refused("Write a name that others will see.") { Field = field };
        if (name.Length > Longest) throw new Refused("Write a name of at most {n} characters.", ("n", Longest)) { Field = field };
        if (!name.EnumerateRunes().Any(Rune.IsLetterOrDigit)) throw new Refused("A name needs at least one letter.") { Field = field };
        return name;
    }

    /// First name and initial of a full name, "Ada L.": what others see unless somebody wants more. Null where nothing of it can be a name.
    public static string? Short(string? full) => Words(full) switch
    {
        [] => null,
        [var only] => only,
        [var first, .., var last] => $"{first} {StringInfo.GetNextTextElement(last)}.",
    };

    /// What somebody is greeted by.
    public static string? First(string? full) => Words(full).FirstOrDefault();

    /// The words of a name as another system tells it: letters only, for it may hold anything.
    static List<string> Words(string? full) => [.. Clean(full ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length <= Longest - 8 && Rune.IsLetter(w.EnumerateRunes().First()) && w.EnumerateRunes().All(IsOfWord))];

    static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || rune.Value is '-' or '\'' or '’' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static string Clean(string typed)
    {
        // Nobody's name is this long; what follows need not look at all of it.
        var text = typed[..Math.Min(typed.Length, 4 * Longest)];
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) continue;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks) continue;
            if (Rune.IsWhiteSpace(rune)) clean.Append(' ');
            // The two joiners shape letters in Persian and in Indian scripts; every other invisible character goes.
            else if (rune.Value is 0x200C or 0x200D || Characters.IsSeen(rune) && category is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                clean.Append(rune);
        }
        return string.Join(' ', clean.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('\u200C', '\u200D');
    }
}
