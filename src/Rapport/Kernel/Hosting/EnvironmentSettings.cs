using System.Collections;

namespace Rapport.Kernel.Hosting;

/// RAPPORT_MAIL_FROM is the setting mail-from: shells and systemd take no hyphens in names. Two underscores are a colon.
public sealed class EnvironmentSettings : ConfigurationProvider, IConfigurationSource
{
    const string Prefix = "RAPPORT_";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (NameOf((string)variable.Key) is { } name) Data[name] = (string?)variable.Value;
    }

    /// What a variable is called as a setting; null where it is not ours.
    public static string? NameOf(string variable) => variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? variable[Prefix.Length..].Replace("__", ":").Replace('_', '-') : null;
}
