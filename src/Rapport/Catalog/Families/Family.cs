using Rapport.Kernel.Database;

namespace Rapport.Catalog.Families;

/// The variants of one thing.
public sealed class Family : Entity
{
    Family() { }

    public Family(long id, string code, string name) => (Id, Code, Name) = (id, code, name);

    /// The shop's word for it (item_group_id); unique.
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
}
