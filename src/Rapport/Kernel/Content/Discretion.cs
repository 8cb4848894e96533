using System.Text.RegularExpressions;

namespace Rapport.Kernel.Content;

/// Words that may say who somebody is, told by their looks alone.
public static partial class Discretion
{
    /// Whether this looks like an address or a number: nothing that may be somebody's own is kept of what was typed.
    public static bool LooksPersonal(string text) =>
        text.Contains('@', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal) || text.Count(char.IsDigit) > 4;

    /// The same without e-mail addresses, for what is stored or logged about failures.
    public static string WithoutAddresses(string text) => Address().Replace(text, "…@…");

    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+")]
    private static partial Regex Address();
}
