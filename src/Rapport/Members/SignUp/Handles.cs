using System.Globalization;
using System.Text;
using Rapport.Kernel.Database;

namespace Rapport.Members.SignUp;

/// What others type after @. Plain letters and digits only, so that no two look alike; nobody gets one that speaks for the brand.
static class Handles
{
    const int Longest = 24;

    static readonly HashSet<string> Reserved =
    [
        "admin", "administrator", "administration", "moderator", "mod", "mods", "staff", "team", "official", "support", "help", "service", "security", "system", "root", "owner",
        "everyone", "everybody", "all", "here", "channel", "nobody", "anonymous", "former-member", "deleted", "me", "you", "null", "undefined", "rapport", "postmaster", "webmaster", "abuse", "noreply",
    ];

    /// A free handle that sounds like the name.
    public static async Task<string> For(Db db, string name)
    {
        var wanted = Derive(name);
        var taken = (await db.Members.Where(m => m.Handle.StartsWith(wanted)).Select(m => m.Handle).ToListAsync()).ToHashSet();
        if (wanted != Nobody && !taken.Contains(wanted)) return wanted;
        for (var number = 2; ; number++)
            if (!taken.Contains($"{wanted}-{number}")) return $"{wanted}-{number}";
    }

    const string Nobody = "member";

    public static string Derive(string name)
    {
        var handle = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (handle.Length == Longest) break;
            if (char.IsAsciiLetterOrDigit(c)) handle.Append(c);
            else if (Plain(c) is { } plain) handle.Append(plain);
            else if (handle.Length > 0 && handle[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter)) handle.Append('-');
        }
        var derived = handle.ToString().Trim('-');
        return derived.Length < 2 || Reserved.Contains(derived) || Reserved.Contains(derived.Split('-')[0]) || derived.All(char.IsAsciiDigit) ? Nobody : derived;
    }

    static string? Plain(char c) => c switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'ł' => "l", 'đ' => "d", 'ð' => "d", 'þ' => "th", 'ı' => "i", _ => null };
}
