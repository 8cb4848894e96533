namespace Rapport.Governance;

/// A reason given by choosing a saved one, in words of one's own, or both.
public static class SavedReasons
{
    public static Ground? Ground(string? said) => Enum.TryParse<Ground>(said, ignoreCase: true, out var ground) ? ground : null;

    public static string From(IFormCollection form) => From(form["saved"], form["reason"]);

    public static string From(string? saved, string? own) => string.Join(' ', ((string?[])[saved?.Trim(), own?.Trim()]).Where(s => !string.IsNullOrEmpty(s)));
}
