using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Customers;

/// What a customer bought at once, as the shop tells it.
public sealed class Order : Entity
{
    Order() { }

    internal Order(long id, string source, string key) => (Id, Source, Key) = (id, source, key);

    /// Who tells of it: a connected shop ("shop:12") or a list that was handed in ("list:orders").
    public string Source { get; private set; } = "";

    /// What it is called there; unique within the source.
    public string Key { get; private set; } = "";

    /// What the customer calls it.
    public string Number { get; private set; } = "";
    public long? CustomerId { get; private set; }
    public DateTimeOffset PlacedAt { get; private set; }
    public string Currency { get; private set; } = "";

    /// What was paid, as the shop says it: shipping, tax and reductions included.
    public long Minor { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// When the shop last changed it: what it told before that is older.
    public DateTimeOffset ToldAt { get; private set; }

    /// It was over before we were told of it: nobody is asked about it.
    public bool IsHistory { get; private set; }

    public bool IsCancelled => CancelledAt is not null;
    public Money Total => new(Minor, Currency);

    /// Takes what the shop says now. Older than what is known changes nothing.
    internal bool Take(ToldOrder told, long? customer, bool history)
    {
        if (told.ToldAt < ToldAt) return false;
        if (Currency.Length > 0 && told.Currency != Currency) throw new Refused("The order {order} was in {before} and cannot turn into {now}.", ("order", told.Number), ("before", Currency), ("now", told.Currency));
        if (Version == 0) IsHistory = history;
        (Number, PlacedAt, Currency, Minor) = (told.Number, told.PlacedAt, told.Currency, told.Minor);
        (DeliveredAt, CancelledAt, ToldAt) = (told.DeliveredAt ?? DeliveredAt, told.CancelledAt, told.ToldAt);
        CustomerId = customer ?? CustomerId;
        return true;
    }

    /// The shop has it no more.
    internal void Cancel(DateTimeOffset now) => (CancelledAt, ToldAt) = (now, now > ToldAt ? now : ToldAt);
}

/// One thing of an order, so many times.
public sealed class OrderLine
{
    public long Id { get; init; }
    public long OrderId { get; init; }
    public required string Key { get; init; }
    public string Sku { get; set; } = "";
    public string Name { get; set; } = "";

    /// Null while the catalogue knows no such product.
    public long? ProductId { get; set; }
    public int Quantity { get; set; }

    /// What all of them cost.
    public long Minor { get; set; }

    /// How many came back or were never sent.
    public int Returned { get; set; }
}

/// Money that went back, and what for. It may be told before its order, or of an order nobody told us of.
public sealed class Refund : Entity
{
    Refund() { }

    internal Refund(long id, string source, string key, string orderKey) => (Id, Source, Key, OrderKey) = (id, source, key, orderKey);

    public string Source { get; private set; } = "";
    public string Key { get; private set; } = "";
    public string OrderKey { get; private set; } = "";
    public long? OrderId { get; internal set; }
    public long? CustomerId { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public string Currency { get; internal set; } = "";
    public long Minor { get; internal set; }
}

/// One thing that a refund was for.
public sealed class RefundLine
{
    public long Id { get; init; }
    public long RefundId { get; init; }

    /// The line of the order, as the shop calls it; empty where only the thing is named.
    public string LineKey { get; init; } = "";
    public string Sku { get; init; } = "";
    public string Name { get; init; } = "";
    public int Quantity { get; init; }
    public long Minor { get; init; }

    /// The line it was set off against.
    public long? LineId { get; set; }
}
