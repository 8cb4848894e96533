namespace Rapport.Defence.Patterns;

public enum DeedKind { Vote, Post, Review, Join }

/// What a member did in the last days, by ids alone: many at once are a burst. Follows the event log.
public sealed class Deed(long position, DeedKind kind, DateTimeOffset at, long actorId, long? towardsMemberId, long? postId, long? topicId, long? productId)
{
    /// Where the log tells of it.
    public long Position { get; private set; } = position;
    public DeedKind Kind { get; private set; } = kind;
    public DateTimeOffset At { get; private set; } = at;
    public long ActorId { get; private set; } = actorId;

    /// Whose post was voted on.
    public long? TowardsMemberId { get; private set; } = towardsMemberId;
    public long? PostId { get; private set; } = postId;
    public long? TopicId { get; private set; } = topicId;
    public long? ProductId { get; private set; } = productId;
}

/// How many votes and acceptances one member gave another.
public sealed class Praise(long fromMemberId, long toMemberId)
{
    public long FromMemberId { get; private set; } = fromMemberId;
    public long ToMemberId { get; private set; } = toMemberId;
    public int Count { get; internal set; }
}
