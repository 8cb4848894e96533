using System.Globalization;
using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Web;

namespace Rapport.Customers.Shops;

/// Any shop that signs by Standard Webhooks 1.0.0 and words its orders as docs/orders.md says.
sealed class OwnShop : ShopTongue
{
    public override bool IsSigned(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now) => Signature.IsOf(headers, body, secret, now);

    public override (IHeaderDictionary Headers, byte[] Body) Sample(string secret, DateTimeOffset now)
    {
        var (id, body) = ($"test-{now.UtcTicks}", JsonSerializer.Serialize(new { type = "order", data = new { id = "test", placed_at = now, currency = "EUR", lines = new[] { new { sku = "TEST", title = "Test", quantity = 1, total = "12.00" } } } }));
        return (new HeaderDictionary { ["webhook-id"] = id, ["webhook-timestamp"] = $"{now.ToUnixTimeSeconds()}", ["webhook-signature"] = Signature.Of(secret, id, now, body) }, System.Text.Encoding.UTF8.GetBytes(body));
    }

    public override ShopMessage? Message(IHeaderDictionary headers, byte[] body) => headers["webhook-id"].FirstOrDefault() is { Length: > 0 and <= 100 } id ? new(id, Topic(body)) : null;

    /// Its topic stands within it.
    static string Topic(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Text(json.RootElement, "type") is var type && type.Length > 60 ? type[..60] : type;
        }
        catch (JsonException) { return ""; }
    }

    public override ShopWord Read(string topic, JsonElement body)
    {
        var data = Part(body, "data");
        return Text(body, "type") switch
        {
            "order" => new() { Orders = [Order(data)] },
            "refund" => new() { Refunds = [Refund(data, Text(data, "order"), Currency(data))] },
            "order.deleted" => new() { Gone = [Text(data, "id")] },
            "customer.forgotten" => new() { Forget = [(Said(data, "id"), Said(data, "email"))] },
            _ => throw new Refused("The message has a type nobody knows: {type}.", ("type", Text(body, "type"))),
        };
    }

    static ToldOrder Order(JsonElement order)
    {
        var currency = Currency(order);
        var customer = Part(order, "customer");
        var lines = Parts(order, "lines").Select((l, n) => new ToldLine(Said(l, "id") ?? (n + 1).ToString(CultureInfo.InvariantCulture), Text(l, "sku"), Text(l, "title"), Count(l, "quantity"), Amount(Text(l, "total"), currency)) { Gtin = Said(l, "gtin") }).ToList();
        return new(Text(order, "id"), Said(order, "number") ?? Text(order, "id"), Time(order, "placed_at"), currency, Said(order, "total") is { } total ? Amount(total, currency) : lines.Sum(l => l.Minor))
        {
            Email = Said(customer, "email"), CustomerKey = Said(customer, "id"), CustomerName = Said(customer, "name"), Language = Said(customer, "language"),
            ToldAt = Time(order, "updated_at", "placed_at"), DeliveredAt = When(order, "delivered_at"), CancelledAt = When(order, "cancelled_at"),
            Lines = lines,
            Off = Amount(Text(order, "discount"), currency),
            OnTop = Said(order, "shipping") is null && Said(order, "tax") is null ? null : Amount(Text(order, "shipping"), currency) + Amount(Text(order, "tax"), currency),
            Refunds = [.. Parts(order, "refunds").Select(r => Refund(r, Text(order, "id"), currency))],
        };
    }

    static ToldRefund Refund(JsonElement refund, string order, string currency) => new(Text(refund, "id"), order, Time(refund, "at"), currency, Amount(Text(refund, "total"), currency))
    {
        Returns = [.. Parts(refund, "lines").Select(l => new ToldReturn(Text(l, "line"), Text(l, "sku"), Count(l, "quantity"), Amount(Text(l, "total"), currency)))],
    };
}
