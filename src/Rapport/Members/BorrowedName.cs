using System.Globalization;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members;

/// Nobody passes by their name for the brand, for an office in it or for one of its people: not by other letters that look the same, either.
static class BorrowedName
{
    static readonly Dictionary<char, char> LookAlikes = new[]
    {
        ("a", "@4аαɑᴀ"), ("b", "вьβʙ"), ("c", "сϲᴄ"), ("d", "ԁđᴅ"), ("e", "3еєεᴇ"), ("g", "ɡցɢ"), ("h", "нհһʜ"), ("j", "јϳᴊ"), ("k", "кκᴋ"), ("l", "i1|іιıłӏɪʟ"), ("m", "мμᴍ"), ("n", "пηոɴ"),
        ("o", "0оοσօøᴏ"), ("p", "рρᴘ"), ("q", "ԛ"), ("r", "гʀ"), ("s", "5$ѕꜱ"), ("t", "7тτᴛ"), ("u", "υսᴜ"), ("v", "νѵᴠ"), ("w", "ԝѡωᴡ"), ("x", "хχ"), ("y", "уүγʏ"), ("z", "ζᴢ"),
        ("ا", "ٱ"), ("ي", "ىی"), ("ك", "ک"), ("ه", "ةہ"),
    }.SelectMany(p => p.Item2.Select(c => (c, p.Item1[0]))).ToDictionary();

    /// As Fold leaves them; in the languages of the pages.
    static readonly HashSet<string> Offices = new[]
    {
        "administrator", "admin", "administration", "moderator", "mod", "employee", "staff", "team", "support", "official", "helpdesk", "customer", "service", "system", "webmaster", "owner", "security", "the",
        "مدير", "إدارة", "مشرف", "موظف", "مسؤول", "فريق", "دعم", "رسمي", "خدمة", "عملاء",
    }.Select(Fold).ToHashSet();

    /// Staff may be called as they are, and whoever has a name already keeps it.
    public static async Task RefuseBorrowed(this Db db, string name, Installation installation, Member? who = null)
    {
        if (who is { IsStaff: true } || who?.Name == name) return;
        var folded = Fold(name);
        if (IsOffice(name, Fold(installation.Brand))
            || (await db.Members.Where(m => m.Role != Role.Member).Select(m => m.Name).ToListAsync()).Any(staff => Fold(staff) == folded))
            throw new Refused("This name would pass for somebody who speaks for {brand}. Choose another, or add something to it.", ("brand", installation.Brand)) { Field = "name" };
    }

    /// The brand, an office, or the one with the other; with a number or without.
    static bool IsOffice(string name, string brand)
    {
        var words = Words(name).Where(w => !w.All(char.IsDigit)).Select(Fold).ToList();
        var (said, rest) = (string.Concat(words), string.Concat(words.Where(w => !Is(w))));
        return words.Count > 0 && (rest.Length == 0 || rest == brand || said == brand || Is(said)
            || brand.Length > 0 && (said.StartsWith(brand, StringComparison.Ordinal) && Is(said[brand.Length..]) || said.EndsWith(brand, StringComparison.Ordinal) && Is(said[..^brand.Length])));
    }

    static bool Is(string word) => Offices.Contains(word) || word.Length > 3 && (word[^1] == 's' && Offices.Contains(word[..^1]) || word.StartsWith("ال", StringComparison.Ordinal) && Offices.Contains(word[2..]));

    static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) word.Append(rune);
            else if (word.Length > 0) { yield return word.ToString(); word.Clear(); }
        }
        if (word.Length > 0) yield return word.ToString();
    }

    /// What a quick eye sees: without case, marks, blanks and signs, each letter as the Latin or Arabic one it looks like.
    static string Fold(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.Value == 'ـ' || !Rune.IsLetterOrDigit(lower) && lower.Value is not ('|' or '@' or '$')) continue;
            if (lower.IsBmp && LookAlikes.TryGetValue((char)lower.Value, out var plain)) seen.Append(plain);
            else seen.Append(lower);
        }
        return seen.Replace("rn", "m").Replace("vv", "w").ToString();
    }
}
