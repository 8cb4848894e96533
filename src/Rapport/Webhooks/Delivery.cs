using Rapport.Kernel;

namespace Rapport.Webhooks;

/// What became of telling an address of an event.
public enum Outcome { Waiting, Arrived, GivenUp, Withheld }

/// One event on its way to one address. It holds no words: what is sent is written anew at each attempt from what may be read then.
public sealed class Delivery
{
    public long Id { get; init; }
    public long WebhookId { get; init; }
    public required string Type { get; init; }

    /// Where the event stands in the log; null for a test.
    public long? Position { get; init; }

    /// When it happened.
    public DateTimeOffset At { get; init; }
    public Outcome Outcome { get; set; }

    /// Attempts since it was last sent on its way.
    public int Attempts { get; set; }

    /// When it is tried next; null where nothing more is to be done.
    public DateTimeOffset? DueAt { get; set; }

    /// The attempt under way counts until then; afterwards any node begins another.
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// The same at every attempt and every replay, so that a receiver knows what it has had already. With the time of the event, since a community restored from a backup gives positions out again.
    public string MessageId => Position is { } position ? $"msg_{WebhookId}_{position}_{At.Microseconds:x}" : $"msg_{WebhookId}_test_{Id}";
}

/// One try: when, how it went, how long it took, and how the answer began.
public sealed class Attempt
{
    public long Id { get; init; }
    public long DeliveryId { get; init; }
    public DateTimeOffset At { get; init; }

    /// Null where no answer came; then the problem says why, as words with {host} in them.
    public int? Status { get; init; }
    public string? Problem { get; init; }
    public int Milliseconds { get; init; }
    public string Answer { get; init; } = "";

    public bool Arrived => Status is >= 200 and < 300;
}
