namespace Rapport.Conversations.Topics;

/// A topic was closed: who, when and why; and who opened it again.
public sealed class TopicClosure(long id, long topicId, long? closedBy, string reason, DateTimeOffset closedAt)
{
    public long Id { get; private set; } = id;
    public long TopicId { get; private set; } = topicId;
    /// Nobody known here, where an import found it closed.
    public long? ClosedBy { get; private set; } = closedBy;
    public string Reason { get; private set; } = reason;
    public DateTimeOffset ClosedAt { get; private set; } = closedAt;
    public long? EndedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(long by, DateTimeOffset now) => (EndedBy, EndedAt) = (by, now);
}

/// A topic stood first in its space: since when, by whom, until when.
public sealed class TopicPin(long id, long topicId, long pinnedBy, DateTimeOffset pinnedAt)
{
    public long Id { get; private set; } = id;
    public long TopicId { get; private set; } = topicId;
    public long PinnedBy { get; private set; } = pinnedBy;
    public DateTimeOffset PinnedAt { get; private set; } = pinnedAt;
    public long? EndedBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(long by, DateTimeOffset now) => (EndedBy, EndedAt) = (by, now);
}

/// A topic went from one space to another.
public sealed class TopicMove(long id, long topicId, long fromSpace, long toSpace, long movedBy, DateTimeOffset movedAt)
{
    public long Id { get; private set; } = id;
    public long TopicId { get; private set; } = topicId;
    public long FromSpace { get; private set; } = fromSpace;
    public long ToSpace { get; private set; } = toSpace;
    public long MovedBy { get; private set; } = movedBy;
    public DateTimeOffset MovedAt { get; private set; } = movedAt;
}
