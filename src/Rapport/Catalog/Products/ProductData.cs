using Rapport.Kernel.Pages;

namespace Rapport.Catalog.Products;

/// The product page as schema.org data.
static class ProductData
{
    /// A product without an offer and without anybody's rating says nothing a search engine could use, so it is left out; so is one whose data the shop's page carries.
    public static IReadOnlyList<object> Of(ProductView view, string root, Func<string, string> to, bool ours = true)
    {
        var blocks = new List<object> { Crumbs(view, root, to) };
        if (ours && (view.Product.Price is not null || view.Markup.Count > 0)) blocks.Add(Product(view, root, to));
        return blocks;
    }

    static Dictionary<string, object> Product(ProductView view, string root, Func<string, string> to)
    {
        var product = view.Product;
        var data = Filled(("@context", "https://schema.org"), ("@type", "Product"), ("@id", root + to(product.Path)), ("url", root + to(product.Path)),
            ("name", product.Name), ("description", product.Description), ("sku", product.Sku), ("gtin", product.Gtin), ("mpn", product.Mpn),
            ("brand", product.Brand is { } brand ? Filled(("@type", "Brand"), ("name", brand)) : null),
            ("category", view.Way.Count > 0 ? view.Way[^1].Trail : null),
            ("image", view.Pictures.Count > 0 ? view.Pictures.Select(p => root + p.File).ToList() : null),
            ("inProductGroupWithID", product.FamilyId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("offers", product.Price is not { } price ? null : Filled(("@type", "Offer"), ("price", price.Plain), ("priceCurrency", product.Currency),
                ("availability", "https://schema.org/" + Stock(product)), ("itemCondition", "https://schema.org/NewCondition"),
                ("priceValidUntil", product.SaleUntil is { } end && product.Before is not null ? end.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null),
                ("url", product.Link))));
        foreach (var (name, value) in view.Markup) data[name] = value;
        return data;
    }

    static string Stock(Product product) => product.IsRetired ? "Discontinued" : product.Availability switch
    {
        Availability.OutOfStock => "OutOfStock",
        Availability.Preorder => "PreOrder",
        Availability.Backorder => "BackOrder",
        _ => "InStock",
    };

    static Dictionary<string, object> Crumbs(ProductView view, string root, Func<string, string> to)
    {
        (string Name, string Path)[] way = [.. view.Way.Select(c => (c.Name, c.Path)), (view.Product.Name, view.Product.Path)];
        return Filled(("@context", "https://schema.org"), ("@type", "BreadcrumbList"), ("itemListElement", way.Select((step, at) =>
            Filled(("@type", "ListItem"), ("position", at + 1), ("name", step.Name), ("item", root + to(step.Path)))).ToList()));
    }

    static Dictionary<string, object> Filled(params (string Name, object? Value)[] said) =>
        said.Where(s => s.Value is not null).ToDictionary(s => s.Name, s => s.Value!);
}
