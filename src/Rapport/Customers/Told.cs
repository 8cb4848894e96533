using Rapport.Kernel;

namespace Rapport.Customers;

/// An order as a shop or a list tells it, whichever way it came.
public sealed record ToldOrder(string Key, string Number, DateTimeOffset PlacedAt, string Currency, long Minor)
{
    const int LongestKey = 100, MostLines = 1_000;

    public string? Email { get; init; }

    /// What the customer is called there.
    public string? CustomerKey { get; init; }
    public string? CustomerName { get; init; }
    /// The language they ordered in: "de", or "fr-CA".
    public string? Language { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public DateTimeOffset ToldAt { get; init; } = PlacedAt;
    public IReadOnlyList<ToldLine> Lines { get; init; } = [];
    public IReadOnlyList<ToldRefund> Refunds { get; init; } = [];

    /// What was taken off its things, and what came on top of them: shipping, taxes, fees. Null where nothing is said of that.
    public long Off { get; init; }
    public long? OnTop { get; init; }

    /// The most that can be given back for it.
    internal long Most => Math.Max(Minor, Lines.Sum(l => l.Minor));

    /// What cannot all be true, though the order can be taken.
    internal Refused? Doubt
    {
        get
        {
            // The price of each piece may be rounded.
            var (things, slack) = (Lines.Sum(l => l.Minor), Lines.Sum(l => (long)l.Quantity));
            return Minor < things - Off - Refunds.Sum(r => r.Minor) - slack || OnTop is { } more && Minor > things + more + slack
                ? new("The order {order} comes to {total}, but its things cost {things}, and nothing else it tells of explains that.", ("order", Number), ("total", new Catalog.Money(Minor, Currency).Plain), ("things", new Catalog.Money(things, Currency).Plain)) : null;
        }
    }

    internal static Refused TooMuchBack(string order) => new("More than the order {order} cost was given back.", ("order", order));

    /// What no order can say.
    internal void Check()
    {
        if (Key.Length is 0 or > LongestKey || Number.Length > LongestKey) throw new Refused("An order needs a number of at most {n} characters.", ("n", LongestKey));
        if (!Catalog.Money.IsKnown(Currency)) throw new Refused("The order {order} is in {currency}, which is no currency.", ("order", Number), ("currency", Currency));
        if (Lines.Count is 0 or > MostLines) throw new Refused("The order {order} holds {n} things; 1 to {most} are taken.", ("order", Number), ("n", Lines.Count), ("most", MostLines));
        if (Lines.Any(l => l.Quantity is < 1 or > 1_000_000)) throw new Refused("The order {order} holds a thing less than once.", ("order", Number));
        if (Minor < 0 || Lines.Any(l => l.Minor < 0)) throw new Refused("The order {order} costs less than nothing.", ("order", Number));
        if (Lines.Select(l => l.Key).Distinct().Count() != Lines.Count) throw new Refused("The order {order} names a line twice.", ("order", Number));
        if (Refunds.Sum(r => r.Minor) > Most) throw TooMuchBack(Number);
    }
}

public sealed record ToldLine(string Key, string Sku, string Name, int Quantity, long Minor)
{
    public string? Gtin { get; init; }
}

public sealed record ToldRefund(string Key, string OrderKey, DateTimeOffset At, string Currency, long Minor)
{
    public IReadOnlyList<ToldReturn> Returns { get; init; } = [];
    public string? CustomerKey { get; init; }
    public string? Email { get; init; }
}

/// What came back: a line of the order by its key, or a thing by its SKU.
public sealed record ToldReturn(string LineKey, string Sku, int Quantity, long Minor)
{
    public string Name { get; init; } = "";
}
