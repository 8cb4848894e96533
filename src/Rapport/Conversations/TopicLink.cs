namespace Rapport.Conversations;

public enum TopicLinkKind { Related, Duplicate }

/// One topic points at another: related to it, or asking what it asked before.
public sealed class TopicLink(long topicId, long otherId, TopicLinkKind kind, DateTimeOffset at)
{
    public long TopicId { get; private set; } = topicId;
    public long OtherId { get; private set; } = otherId;
    public TopicLinkKind Kind { get; private set; } = kind;
    public DateTimeOffset At { get; private set; } = at;
}
