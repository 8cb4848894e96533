using Rapport.Kernel.Database;

namespace Rapport.Reviews.Asking;

/// Why an order is not asked about. None of it follows from what somebody thinks of the thing.
public enum LeftOut { History, Cancelled, GivenBack, NoAddress, OptedOut, NoSuchMailbox, Suspended, UnknownThings, Reviewed }

/// That a customer was asked, once for an order, what they think of what they bought; or why they were not.
public sealed class ReviewRequest : Entity
{
    /// How many days it is known at the least, whatever administrators choose.
    internal const int KeptAtLeast = 400;

    /// How long the link in the mail works.
    internal static readonly TimeSpan Life = TimeSpan.FromDays(365);

    ReviewRequest() { }

    internal ReviewRequest(long id, Candidate about, int? reminder, DateTimeOffset now, DateOnly today)
    {
        (Id, OrderId, CustomerId, MadeAt, Why) = (id, about.Order, about.Buyer.Customer, now, about.Why);
        if (Why is not null) return;
        (AskedAt, AskedOn, RemindAt) = (now, today, reminder is { } days ? now.AddDays(days) : null);
    }

    public long OrderId { get; private set; }
    public long? CustomerId { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public LeftOut? Why { get; private set; }
    public DateTimeOffset? AskedAt { get; private set; }

    /// The brand's day, by which mails are counted.
    public DateOnly? AskedOn { get; private set; }

    /// When the reminder is due; null where there is none to come.
    public DateTimeOffset? RemindAt { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public DateOnly? RemindedOn { get; private set; }

    /// The latest mail about it, while mails are kept.
    public long? MailId { get; internal set; }

    /// When the mail server said for good that there is no such mailbox.
    public DateTimeOffset? RefusedAt { get; private set; }

    public DateTimeOffset EndsAt => MadeAt + Life;

    internal void Remind(DateTimeOffset now, DateOnly today) => (RemindAt, RemindedAt, RemindedOn) = (null, now, today);

    /// No more about this order.
    internal void Rest() => RemindAt = null;

    internal void Refuse(DateTimeOffset at) => (RemindAt, RefusedAt) = (null, at);
}

/// An address that is not asked again: its owner said so, which holds for ever, or its mail server says that nobody has it.
public sealed class AskingStop(string address, bool refused, DateTimeOffset at, DateOnly on)
{
    /// As a hash: it says no to an address without naming it, also when the person behind it is forgotten.
    public string Address { get; private set; } = address;
    public bool Refused { get; private set; } = refused;
    public DateTimeOffset At { get; private set; } = at;
    public DateOnly On { get; private set; } = on;

    internal void OptOut(DateTimeOffset at, DateOnly on) => (Refused, At, On) = (false, at, on);
}

/// A review that was written by the link of a request.
public sealed class AskedReview(long reviewId, long requestId, DateOnly on)
{
    public long ReviewId { get; private set; } = reviewId;
    public long RequestId { get; private set; } = requestId;
    public DateOnly On { get; private set; } = on;
}
