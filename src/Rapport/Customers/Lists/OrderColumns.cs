using Rapport.Kernel;
using Rapport.Kernel.Tables;

namespace Rapport.Customers.Lists;

/// What shops call the columns of their lists of orders.
sealed class OrderColumns
{
    static readonly Headings Known = new(
        ("order", ["order_id", "order_number", "invoice", "invoiceno", "invoice_no", "invoice_number", "number", "name"]),
        ("date", ["order_date", "placed_at", "created_at", "invoicedate", "invoice_date", "processed_at", "date_created"]),
        ("email", ["customer_email", "e_mail", "billing_email", "e_mail_address"]),
        ("customer", ["customer_id", "customerid", "client", "user_id"]),
        ("customer_name", ["billing_name", "buyer"]),
        ("sku", ["stockcode", "stock_code", "lineitem_sku", "item_sku", "product_sku", "article", "article_number"]),
        ("title", ["description", "lineitem_name", "item_name", "product", "product_name"]),
        ("gtin", ["ean", "upc", "barcode"]),
        ("quantity", ["qty", "lineitem_quantity", "item_quantity", "units"]),
        ("unit_price", ["unitprice", "price", "lineitem_price", "item_price"]),
        ("line_total", ["item_total"]),
        ("currency", ["order_currency"]),
        ("total", ["order_total", "amount"]),
        ("discount", ["discounts", "discount_amount", "order_discount", "cart_discount"]),
        ("shipping", ["shipping_total", "shipping_cost", "order_shipping"]),
        ("tax", ["taxes", "tax_total", "total_tax", "order_tax"]),
        ("delivered_at", ["fulfilled_at", "delivered", "date_completed"]),
        ("cancelled_at", ["canceled_at", "cancelled", "canceled"]));

    static readonly string[] Needed = ["order", "date", "quantity"];

    readonly Dictionary<string, int> places;

    public OrderColumns(IReadOnlyList<string> columns)
    {
        places = Known.Places(columns);
        foreach (var needed in Needed)
            if (!places.ContainsKey(needed)) throw new Refused("The first line names no column {column}.", ("column", needed));
        if (!places.ContainsKey("sku") && !places.ContainsKey("title")) throw new Refused("The first line names no column {column}.", ("column", "sku"));
        if (!places.ContainsKey("unit_price") && !places.ContainsKey("line_total")) throw new Refused("The first line names no column {column}.", ("column", "unit_price"));
    }

    /// The value of a column, or null where there is none.
    public string? Of(TableRow row, string column) => places.TryGetValue(column, out var at) && at < row.Values.Count && row.Values[at].Trim() is { Length: > 0 } value ? value : null;
}
