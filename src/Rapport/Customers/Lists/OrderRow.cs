using System.Globalization;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Tables;

namespace Rapport.Customers.Lists;

/// One line of a list: one thing of an order, or one that came back.
sealed record OrderRow(long Row, string Order, DateTimeOffset At, string Sku, string Title, int Quantity, long Minor, string Currency)
{
    public string? Gtin { get; init; }
    public string? Email { get; init; }
    public string? Customer { get; init; }
    public string? CustomerName { get; init; }
    public long? Total { get; init; }
    public long? Discount { get; init; }
    public long? Shipping { get; init; }
    public long? Tax { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// It takes something back: fewer than none.
    public bool IsReturn => Quantity < 0;

    public static OrderRow Read(OrderColumns columns, TableRow row, string? currency)
    {
        if (row.Fault is { } fault) throw fault;
        string? Of(string column) => columns.Of(row, column);
        var order = Of("order") ?? throw new Refused("It has no order number.");
        var quantity = Count(Of("quantity"));
        var code = (Of("currency") ?? currency)?.ToUpperInvariant();
        long? Sum(string column) => Of(column) is { } amount ? Amount(amount, code).Minor : null;
        var unit = Of("unit_price");
        var minor = Of("line_total") is { } all ? Amount(all, code) : Amount(unit ?? throw new Refused("It has no price."), code) with { } is var one ? one with { Minor = checked(one.Minor * Math.Abs((long)quantity)) } : default;
        if (minor.Minor < 0) throw new Refused("It costs less than nothing.");
        return new(row.Number, order, Instant(Of("date") ?? throw new Refused("It has no date.")), Of("sku") is { } sku ? Characters.Line(sku) : "", Of("title") is { } title ? Characters.Line(title) : "", quantity, minor.Minor, minor.Currency)
        {
            Gtin = Of("gtin"), Email = Of("email"), Customer = Bare(Of("customer")), CustomerName = Of("customer_name") is { } name ? Characters.Line(name) : null,
            Total = Sum("total"), Discount = Sum("discount"), Shipping = Sum("shipping"), Tax = Sum("tax"),
            DeliveredAt = Of("delivered_at") is { } delivered ? Instant(delivered) : null,
            CancelledAt = Of("cancelled_at") is { } cancelled ? Instant(cancelled) : null,
        };
    }

    /// Some write numbers of customers as fractions: 17850.0.
    static string? Bare(string? key) => key is not null && key.EndsWith(".0", StringComparison.Ordinal) ? key[..^2] : key;

    static int Count(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n == decimal.Truncate(n) && n is not 0 and >= -1_000_000 and <= 1_000_000
            ? (int)n : throw new Refused("{quantity} is not how many there are.", ("quantity", Short(text ?? "")));

    static Money Amount(string text, string? currency)
    {
        var negative = text.StartsWith('-');
        // A point with more digits than the currency has is exact all the same: 0.29, 1.0, 2.550.
        if (currency is not null && Money.IsKnown(currency) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            var minor = plain * (decimal)Math.Pow(10, Money.Digits(currency));
            return new((long)Math.Round(minor, MidpointRounding.AwayFromZero), currency);
        }
        var read = Amounts.Read(negative ? text[1..] : text, currency);
        return negative ? read with { Minor = -read.Minor } : read;
    }

    /// A date that names no zone is taken as UTC.
    static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year is > 1970 and < 2200
            ? at : throw new Refused("{date} is no date in the form 2026-03-31 or 2026-03-31 14:05.", ("date", Short(text)));

    static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
