using Rapport.Kernel.Events;

namespace Rapport.Customers;

/// What happened to an order. It is on no page that is kept.
public abstract record OrderEvent(long? Customer) : Event
{
    public override IEnumerable<string> Touches => [];
}

public sealed record OrderPlaced(long? Customer) : OrderEvent(Customer)
{
    internal OrderPlaced(Order order) : this(order.CustomerId) => About(order);
}

public sealed record OrderChanged(long? Customer) : OrderEvent(Customer)
{
    internal OrderChanged(Order order) : this(order.CustomerId) => About(order);
}

public sealed record OrderDelivered(long? Customer) : OrderEvent(Customer)
{
    internal OrderDelivered(Order order) : this(order.CustomerId) => About(order);
}

public sealed record OrderCancelled(long? Customer) : OrderEvent(Customer)
{
    internal OrderCancelled(Order order) : this(order.CustomerId) => About(order);
}

/// A member bought something, or has no order any more that stands. The subject is the customer they are.
public sealed record BuyerKnown(long Member, bool Holds) : Event
{
    internal BuyerKnown(Customer customer) : this(customer.MemberId!.Value, customer.Bought) => About(customer);

    public override IEnumerable<string> Touches => [];
}

/// Money went back for a part of an order, or for all of it.
public sealed record OrderRefunded(long? Customer, long? Order) : OrderEvent(Customer)
{
    internal OrderRefunded(Refund refund) : this(refund.CustomerId, refund.OrderId) => About(refund);
}

