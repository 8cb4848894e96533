namespace Rapport.Catalog;

/// What a module above adds to the schema.org data of a product, by the name of the property; asked when the page is shown.
public abstract class ProductMarkup
{
    public abstract Task<IReadOnlyDictionary<string, object>> Of(Product product);
}
