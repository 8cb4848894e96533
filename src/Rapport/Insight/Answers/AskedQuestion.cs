namespace Rapport.Insight.Answers;

/// A question a customer asked, and when it was first answered, if it was. Derived from the event log; it names nobody.
public sealed class AskedQuestion
{
    public long TopicId { get; init; }
    public DateTimeOffset AskedAt { get; set; }

    /// The first answer by a customer, and by the brand's own people.
    public DateTimeOffset? PeerAt { get; set; }
    public DateTimeOffset? StaffAt { get; set; }

    /// It was removed and counts no more.
    public bool Gone { get; set; }
}

/// An answer to a question by somebody else than the asker.
public sealed class GivenAnswer
{
    public long PostId { get; init; }
    public long TopicId { get; init; }
    public DateTimeOffset At { get; set; }
    public bool ByEmployee { get; init; }
    public bool Gone { get; set; }
}
