using System.Text.RegularExpressions;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Governance;

/// The passage that breaks a rule, as a moderator quotes it: it has to stand in the words.
public static partial class Passages
{
    public const int Longest = 1_000;

    public static string? Find(string? passage, string words)
    {
        var said = Characters.Clean(passage is { Length: > 10 * Longest } ? passage[..(10 * Longest)] : passage ?? "").Trim();
        if (said.Length == 0) return null;
        if (said.Length > Longest) throw new Refused("A passage takes up to {n} characters.", ("n", Longest)) { Field = "passage" };
        return Split(words, said) is { } found ? found.Marked : throw new Refused("This passage does not stand in the words. Copy it from them.") { Field = "passage" };
    }

    /// The words before the passage, the passage as it stands there, and the words after it. White space may differ, as it does where something is copied.
    public static (string Before, string Marked, string After)? Split(string words, string passage)
    {
        var parts = Space().Split(passage.Trim()).Where(p => p.Length > 0).Select(Regex.Escape).ToList();
        if (parts.Count == 0) return null;
        var found = Regex.Match(words, string.Join(@"\s+", parts), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        return found.Success ? (words[..found.Index], found.Value, words[(found.Index + found.Length)..]) : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
