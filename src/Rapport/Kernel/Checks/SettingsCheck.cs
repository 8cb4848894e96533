using System.Collections;
using System.Runtime.CompilerServices;
using Rapport.Kernel.Hosting;

namespace Rapport.Kernel.Checks;

/// What the environment says is what somebody meant: a name that is misspelt has no effect, and nobody is told. What a setting
/// cannot be, the start itself refuses.
sealed class SettingsCheck(Installation installation) : Check
{
    public override string Name => "Settings";

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var said = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => (string)v.Key).Where(n => EnvironmentSettings.NameOf(n) is { } name && !Installation.Settings.Contains(name, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        foreach (var name in said) yield return Finding.Warning("No setting is called {name}.", "Look how it is spelt; docs/operations.md lists all.", ("name", name));
        yield return installation.Given.Count == 0 ? Finding.Good("Everything is chosen in the administration.") : Finding.Good("Fixed where the server is started: {names}.", ("names", string.Join(", ", installation.Given.Order(StringComparer.Ordinal))));
    }
}
