namespace Rapport.Catalog;

/// An order of products by what a module above knows of them. Lists stand in it where a reader asks for it by name.
public abstract class ProductOrder
{
    public abstract string Name { get; }

    /// What it is called.
    public abstract string Words { get; }

    public abstract IQueryable<Product> Of(IQueryable<Product> products);
}
