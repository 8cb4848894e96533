namespace Rapport.Reviews;

/// A question was passed on to somebody who has the thing and agreed to be asked.
public sealed class AskedOwner(long topicId, long memberId, DateTimeOffset at)
{
    public long TopicId { get; private set; } = topicId;
    public long MemberId { get; private set; } = memberId;
    public DateTimeOffset At { get; private set; } = at;
}
