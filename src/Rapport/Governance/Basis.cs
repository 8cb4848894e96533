using Rapport.Kernel;

namespace Rapport.Governance;

/// On what a decision rests, as whoever decides says it: a ground or a house rule, the reason in words, the passage, and when it ends by itself.
public sealed record Basis(string? Reason = null, Ground? Ground = null, string? Rule = null, string? Passage = null, DateTimeOffset? Until = null)
{
    const string RulePrefix = "rule:";

    /// From a form: what was chosen is a ground, or a house rule that makes one plain.
    public static Basis From(Func<string, string?> field, ModerationSettings rules) =>
        Of(SavedReasons.From(field("saved"), field("reason")), SavedReasons.Ground(field("ground")), field("ground") is { } said && said.StartsWith(RulePrefix, StringComparison.Ordinal) ? said[RulePrefix.Length..] : null, field("passage"), rules);

    /// A house rule brings its ground along.
    public static Basis Of(string? reason, Ground? ground, string? code, string? passage, ModerationSettings rules)
    {
        if (string.IsNullOrWhiteSpace(code)) return new(reason, ground, null, passage);
        var rule = rules.Rule(code) ?? throw new Refused("There is no house rule with this code.") { Field = "ground" };
        if (ground is { } other && other != rule.Ground) throw new Refused("This house rule stands for another ground.") { Field = "ground" };
        return new(reason, rule.Ground, rule.Code, passage);
    }

    public static string Value(HouseRule rule) => RulePrefix + rule.Code;
}
