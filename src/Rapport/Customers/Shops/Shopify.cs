using System.Text.Json;
using Rapport.Kernel;

namespace Rapport.Customers.Shops;

/// Shopify's webhooks: unwrapped resources of its REST interface, signed by HMAC-SHA256 over the raw body.
/// Source: shopify.dev, "HTTPS delivery" and "Verify deliveries".
sealed class Shopify : ShopTongue
{
    const string Interface = "2026-07";

    /// The headers come in an older spelling and in a newer one.
    static string? Header(IHeaderDictionary headers, string name) => headers["X-Shopify-" + name].FirstOrDefault() ?? headers["shopify-" + name].FirstOrDefault();

    public override bool IsSigned(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now) =>
        Same(headers["X-Shopify-Hmac-Sha256"].FirstOrDefault() ?? headers["shopify-hmac-sha256"].FirstOrDefault(), Hmac(secret, body));

    public override (IHeaderDictionary Headers, byte[] Body) Sample(string secret, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = 1, name = "#test", created_at = now, currency = "EUR", total_price = "12.00", line_items = new[] { new { id = 1, title = "Test", quantity = 1, price = "12.00" } } });
        return (new HeaderDictionary { ["X-Shopify-Topic"] = "orders/create", ["X-Shopify-Webhook-Id"] = $"test-{now.UtcTicks}", ["X-Shopify-Hmac-Sha256"] = Convert.ToBase64String(Hmac(secret, body)) }, body);
    }

    public override ShopMessage? Message(IHeaderDictionary headers, byte[] body) =>
        Header(headers, "Topic") is { Length: > 0 } topic && Header(headers, "Webhook-Id") is { Length: > 0 and <= 100 } id ? new(id, topic) : null;

    public override ShopWord Read(string topic, JsonElement body) => topic switch
    {
        "orders/create" or "orders/paid" or "orders/updated" or "orders/edited" or "orders/fulfilled" or "orders/partially_fulfilled" or "orders/cancelled" => Order(body),
        "orders/delete" => new() { Gone = [Text(body, "id")] },
        "refunds/create" => new() { Refunds = [Refund(body, null)] },
        "customers/redact" => new() { Forget = [(Said(Part(body, "customer"), "id"), Said(Part(body, "customer"), "email"))] },
        "customers/data_request" => ShopWord.Nothing("A customer asks the shop for their data; what we hold is what they find in their own account here."),
        "shop/redact" => new() { ForgetAll = true },
        _ => ShopWord.Nothing("Nothing here follows this topic."),
    };

    static ShopWord Order(JsonElement order)
    {
        if (Part(order, "test").ValueKind == JsonValueKind.True) return ShopWord.Nothing("A test order.");
        var currency = Currency(order);
        var customer = Part(order, "customer");
        var lines = Parts(order, "line_items").ToList();
        if (lines.Count == 0) return ShopWord.Nothing("An order without things.");
        var fulfilled = Text(order, "fulfillment_status") == "fulfilled" ? Parts(order, "fulfillments").Select(f => When(f, "updated_at") ?? When(f, "created_at")).Max() ?? When(order, "updated_at") : null;
        var cancelled = When(order, "cancelled_at") ?? (Text(order, "financial_status") == "voided" ? When(order, "updated_at") : null);
        return new()
        {
            Orders =
            [
                new ToldOrder(Text(order, "id"), Said(order, "name") ?? Said(order, "order_number") ?? Text(order, "id"), Time(order, "processed_at", "created_at"), currency, Amount(Text(order, "total_price"), currency))
                {
                    Email = Said(order, "email") ?? Said(order, "contact_email") ?? Said(customer, "email"),
                    CustomerKey = Said(customer, "id"),
                    CustomerName = Name(customer),
                    Language = Said(order, "customer_locale"),
                    ToldAt = Time(order, "updated_at", "processed_at", "created_at"),
                    CancelledAt = cancelled,
                    DeliveredAt = fulfilled,
                    Off = Amount(Text(order, "total_discounts"), currency),
                    OnTop = Amount(Text(order, "total_tax"), currency) + Amount(Text(order, "total_tip_received"), currency) + Parts(order, "shipping_lines").Sum(s => Amount(Text(s, "price"), currency))
                        + Amount(Text(Part(Part(order, "original_total_duties_set"), "shop_money"), "amount"), currency) + Amount(Text(Part(Part(order, "original_total_additional_fees_set"), "shop_money"), "amount"), currency),
                    Lines = [.. lines.Where(l => Count(l, "quantity") > 0).Select(l => new ToldLine(Text(l, "id"), Text(l, "sku"), Text(l, "title"), Count(l, "quantity"),
                        Math.Max(0, Amount(Text(l, "price"), currency) * Count(l, "quantity") - Amount(Text(l, "total_discount"), currency))))],
                    Refunds = [.. Parts(order, "refunds").Select(r => Refund(r, currency) with { OrderKey = Text(order, "id") })],
                },
            ],
        };
    }

    static string? Name(JsonElement customer) => $"{Text(customer, "first_name")} {Text(customer, "last_name")}".Trim() is { Length: > 0 } name ? name : null;

    /// Several refunds may hit one line; each names how many of it. The money is what its transactions moved.
    static ToldRefund Refund(JsonElement refund, string? currency)
    {
        var moved = Parts(refund, "transactions").ToList();
        currency ??= moved.Select(t => Text(t, "currency")).FirstOrDefault(c => c.Length > 0) ?? throw new Refused("The refund {refund} names no currency.", ("refund", Text(refund, "id")));
        var returns = Parts(refund, "refund_line_items").Select(l => new ToldReturn(Text(l, "line_item_id"), Text(Part(l, "line_item"), "sku"), Count(l, "quantity"), Amount(Text(l, "subtotal"), currency)) { Name = Text(Part(l, "line_item"), "title") }).ToList();
        return new(Text(refund, "id"), Text(refund, "order_id"), Time(refund, "processed_at", "created_at"), currency, moved.Count > 0 ? moved.Sum(t => Amount(Text(t, "amount"), currency)) : returns.Sum(r => r.Minor)) { Returns = returns };
    }

    public override (Uri, IReadOnlyDictionary<string, string>)? Ask(string shop, string access, DateTimeOffset since) =>
        (new($"{shop}/admin/api/{Interface}/orders.json?status=any&limit=250&order=updated_at%20asc&updated_at_min={Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture))}"),
            new Dictionary<string, string> { ["X-Shopify-Access-Token"] = access });

    public override IEnumerable<JsonElement> Answered(JsonElement answer) => Parts(answer, "orders");
}
