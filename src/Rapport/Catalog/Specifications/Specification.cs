namespace Rapport.Catalog.Specifications;

/// One line of what a product is made of.
public sealed class Specification
{
    Specification() { }

    public Specification(long productId, int place, Detail detail) =>
        (ProductId, Place, Section, Name, Value, Ours) = (productId, place, detail.Section, detail.Name, detail.Value, detail.Ours);

    public long ProductId { get; private set; }
    public int Place { get; private set; }
    public string? Section { get; private set; }
    public string Name { get; private set; } = "";
    public string Value { get; private set; } = "";

    /// The name is a word of the interface, which is translated.
    public bool Ours { get; private set; }
}
