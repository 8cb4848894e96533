using Rapport.Kernel.Tables;

namespace Rapport.Catalog.Feeds;

/// What shops call the columns of their lists, by Google's name for it.
static class Columns
{
    static readonly Headings Known = new(
        ("id", ["sku", "item_id", "product_id", "offer_id", "article_number", "variant_sku"]),
        ("title", ["name", "product_name", "product_title"]),
        ("link", ["url", "product_url", "product_link", "page"]),
        ("image_link", ["image", "picture", "image_url", "picture_url", "photo", "image_src"]),
        ("additional_image_link", ["additional_images", "more_images", "additional_image_links"]),
        ("description", ["text", "body", "long_description"]),
        ("price", ["regular_price", "list_price", "variant_price"]),
        ("sale_price", ["special_price", "offer_price"]),
        ("sale_price_effective_date", ["sale_dates", "sale_period"]),
        ("gtin", ["ean", "upc", "barcode", "isbn", "ean13", "variant_barcode"]),
        ("mpn", ["part_number", "manufacturer_part_number"]),
        ("brand", ["manufacturer", "vendor", "maker"]),
        ("product_type", ["category", "categories", "type"]),
        ("item_group_id", ["family", "parent_id", "group_id", "parent_sku", "handle"]),
        ("availability", ["stock", "stock_status"]),
        ("color", ["colour"]),
        ("product_detail", ["details", "specifications"]),
        ("successor", ["replaced_by"]),
        ("variant", ["variant_name", "option"]),
        ("currency", []), ("size", []), ("material", []), ("pattern", []), ("gender", []), ("age_group", []), ("google_product_category", ["google_category"]),
        ("product_weight", ["weight"]), ("product_length", ["length"]), ("product_width", ["width"]), ("product_height", ["height"]), ("energy_efficiency_class", []));

    /// Null for a column nothing here reads.
    public static string? Named(string header) => Known.Named(header.Trim().StartsWith("g:", StringComparison.OrdinalIgnoreCase) ? header.Trim()[2..] : header);
}
