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
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                Data[name[Prefix.Length..].Replace("__", ":").Replace('_', '-')] = (string?)variable.Value;
    }
}
