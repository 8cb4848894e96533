using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Rapport.Kernel;

namespace Rapport.Customers.Shops;

/// WooCommerce's webhooks: resources of its REST interface v3. A failed message is never sent again, so the shop is also asked.
/// There is no message for a refund: it is found among those of the order.
/// Source: the plugin's webhook class and its REST documentation.
sealed class WooCommerce : ShopTongue
{
    public override bool IsGreeting(IHeaderDictionary headers, byte[] body) =>
        !headers.ContainsKey("X-WC-Webhook-Signature") && body.Length < 100 && Encoding.ASCII.GetString(body).StartsWith("webhook_id=", StringComparison.Ordinal);

    /// The plugin decodes entities in the secret before it signs.
    public override bool IsSigned(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now) =>
        Same(headers["X-WC-Webhook-Signature"].FirstOrDefault(), Hmac(WebUtility.HtmlDecode(secret), body));

    public override (IHeaderDictionary Headers, byte[] Body) Sample(string secret, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = 1, number = "test", status = "processing", date_created_gmt = now, currency = "EUR", total = "12.00", line_items = new[] { new { id = 1, name = "Test", quantity = 1, total = "12.00" } } });
        return (new HeaderDictionary { ["X-WC-Webhook-Topic"] = "order.created", ["X-WC-Webhook-Delivery-ID"] = $"test-{now.UtcTicks}", ["X-WC-Webhook-Signature"] = Convert.ToBase64String(Hmac(WebUtility.HtmlDecode(secret), body)) }, body);
    }

    public override ShopMessage? Message(IHeaderDictionary headers, byte[] body) =>
        headers["X-WC-Webhook-Topic"].FirstOrDefault() is { Length: > 0 } topic && headers["X-WC-Webhook-Delivery-ID"].FirstOrDefault() is { Length: > 0 and <= 100 } id ? new(id, topic) : null;

    public override ShopWord Read(string topic, JsonElement body) => topic switch
    {
        "order.created" or "order.updated" or "order.restored" => Order(body),
        "order.deleted" => new() { Gone = [Text(body, "id")] },
        "customer.deleted" => new() { Forget = [(Text(body, "id"), null)] },
        _ => ShopWord.Nothing("Nothing here follows this topic."),
    };

    static ShopWord Order(JsonElement order)
    {
        var status = Text(order, "status");
        if (status is "pending" or "on-hold" or "checkout-draft" or "auto-draft") return ShopWord.Nothing("An order that is not paid yet.");
        var currency = Currency(order);
        var billing = Part(order, "billing");
        var changed = Time(order, "date_modified_gmt", "date_created_gmt");
        var lines = Parts(order, "line_items").Where(l => Count(l, "quantity") > 0)
            .Select(l => new ToldLine(Text(l, "id"), Text(l, "sku"), Text(l, "name"), Count(l, "quantity"), Math.Max(0, Amount(Text(l, "total"), currency)))).ToList();
        if (lines.Count == 0) return ShopWord.Nothing("An order without things.");
        var refunds = Parts(order, "refunds").ToList();
        // A fee of less than nothing is a reduction.
        var fees = Parts(order, "fee_lines").Select(f => Amount(Text(f, "total"), currency)).ToList();
        return new()
        {
            Orders =
            [
                new ToldOrder(Text(order, "id"), Said(order, "number") ?? Text(order, "id"), Time(order, "date_created_gmt"), currency, Math.Max(0, Amount(Text(order, "total"), currency)))
                {
                    Email = Said(billing, "email"),
                    CustomerKey = Text(order, "customer_id") is { Length: > 0 } id && id != "0" ? id : null,
                    CustomerName = $"{Text(billing, "first_name")} {Text(billing, "last_name")}".Trim() is { Length: > 0 } name ? name : null,
                    ToldAt = changed,
                    DeliveredAt = When(order, "date_completed_gmt"),
                    CancelledAt = status is "cancelled" or "failed" or "trash" ? changed : null,
                    Lines = lines,
                    Off = -fees.Where(f => f < 0).Sum(),
                    OnTop = Amount(Text(order, "total_tax"), currency) + Amount(Text(order, "shipping_total"), currency) + fees.Where(f => f > 0).Sum(),
                    // What a refund was for is not said; when all the money went back, everything did.
                    Refunds = [.. refunds.Select((r, n) => new ToldRefund(Text(r, "id"), Text(order, "id"), changed, currency, Math.Abs(Amount(Text(r, "total"), currency)))
                    {
                        Returns = status == "refunded" && n == 0 ? [.. lines.Select(l => new ToldReturn(l.Key, l.Sku, l.Quantity, l.Minor) { Name = l.Name })] : [],
                    })],
                },
            ],
        };
    }

    public override (Uri, IReadOnlyDictionary<string, string>)? Ask(string shop, string access, DateTimeOffset since) =>
        (new($"{shop}/wp-json/wc/v3/orders?per_page=100&orderby=modified&order=asc&dates_are_gmt=true&modified_after={since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}"),
            new Dictionary<string, string> { ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(access)) });

    public override IEnumerable<JsonElement> Answered(JsonElement answer) => answer.ValueKind == JsonValueKind.Array ? answer.EnumerateArray() : [];
}
