using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Governance;

/// A rule of the brand's own, by its code: what it says, and which of the grounds it makes plain.
public sealed record HouseRule(string Code, Ground Ground, string Text)
{
    public const int Most = 50, LongestCode = 20, LongestText = 300;

    /// "H1; spam; No links that pay you.": one a line.
    public static IReadOnlyList<HouseRule> Read(string? text)
    {
        var rules = (text ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Select(Line).ToList();
        Check(rules);
        return rules;
    }

    static HouseRule Line(string line) => line.Split(';', 3, StringSplitOptions.TrimEntries) is [var code, var ground, var text] && SavedReasons.Ground(ground) is { } known && Enum.IsDefined(known)
        ? new(code, known, text) : throw new Refused("Write each rule as its code, one of the grounds ({grounds}) and its words, with ; between: H1; spam; No links that pay you.", ("grounds", string.Join(", ", Enum.GetNames<Ground>().Select(n => n.ToLowerInvariant())))) { Field = "rules" };

    public static void Check(IReadOnlyList<HouseRule> rules)
    {
        if (rules.Count > Most) throw new Refused("Keep at most {n} rules.", ("n", Most)) { Field = "rules" };
        foreach (var rule in rules)
        {
            if (rule.Code is not { Length: > 0 and <= LongestCode } || !rule.Code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) throw new Refused("A rule's code takes up to {n} letters, digits, dots and hyphens.", ("n", LongestCode)) { Field = "rules" };
            if (!Enum.IsDefined(rule.Ground)) throw new Refused("Choose one of the grounds.") { Field = "rules" };
            if (Characters.Seen(rule.Text) == 0 || rule.Text.Length > LongestText) throw new Refused("A rule's words take up to {n} characters.", ("n", LongestText)) { Field = "rules" };
        }
        if (rules.DistinctBy(r => r.Code.ToLowerInvariant()).Count() < rules.Count) throw new Refused("Two rules have the same code.") { Field = "rules" };
    }

    public override string ToString() => $"{Code}; {Ground.ToString().ToLowerInvariant()}; {Text}";
}
