using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Catalog.Categories;

/// A place in the tree that products are sorted into.
public sealed class Category : Entity
{
    Category() { }

    public Category(long id, Category? parent, string name, string slug)
    {
        (Id, ParentId, Name, Slug) = (id, parent?.Id, name, slug);
        Trail = parent is null ? name : parent.Trail + Separator + name;
        Lineage = (parent?.Lineage ?? "/") + id + "/";
    }

    public const string Separator = " > ";

    public long? ParentId { get; private set; }
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// The names from the top, unique: "Home > Kitchen > Knives".
    public string Trail { get; private set; } = "";

    /// The ids from the top: "/1001/1007/".
    public string Lineage { get; private set; } = "";

    /// The ids it has in another installation.
    internal void Move(IdMap ids) => Lineage = "/" + string.Concat(Lineage.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(id => long.TryParse(id, out var known) ? $"{ids.Of(known)}/" : ""));

    public string Path => "/products/in/" + Slug;
}
