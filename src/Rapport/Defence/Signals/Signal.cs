namespace Rapport.Defence.Signals;

/// What speaks for a look by a moderator: the words look like spam, nearly the same was said before, much at once, members who praise each other,
/// many accounts behind one device or address, reviews that look bought.
public enum SignalKind { Words, Copies, Burst, Ring, Device, Address, Reviews }

/// Something was noticed about a post or a member. It decides nothing; what was decided says whether it was right.
public sealed class Signal(long id, SignalKind kind, string of, long thingId, long? authorId, DateTimeOffset at)
{
    public long Id { get; private set; } = id;
    public SignalKind Kind { get; private set; } = kind;

    /// "post" or "member", and its id.
    public string Of { get; private set; } = of;
    public long ThingId { get; private set; } = thingId;
    public long? AuthorId { get; private set; } = authorId;
    public DateTimeOffset At { get; private set; } = at;

    /// How probable, in percent; or how many, of how many others.
    public int Number { get; private set; }
    public int Others { get; private set; }

    /// Whether the post waited for a moderator because of it.
    public bool Held { get; private set; }

    /// What a moderator made of it: nothing where nobody decided yet. Follows the event log; see SignalOutcomes.
    public bool? Right { get; internal set; }

    /// The same was noticed once more.
    public void Notice(int number, int others, bool held, DateTimeOffset now) => (Number, Others, Held, At) = (number, others, Held || held, now);
}
