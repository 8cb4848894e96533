using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Site;

/// Settings that belong together, chosen by administrators and the same on every node.
public sealed class SettingGroup : Entity
{
    SettingGroup() { }

    public SettingGroup(long id, string name) => (Id, Name) = (id, name);

    public string Name { get; private set; } = "";
    public string Json { get; internal set; } = "{}";
}

/// Which settings changed; what they are stays out of the log.
public sealed record SettingsChanged(string Group) : Event
{
    internal SettingsChanged(SettingGroup group) : this(group.Name) => About(group);

    public override IEnumerable<string> Touches => [];
}
