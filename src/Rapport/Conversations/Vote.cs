namespace Rapport.Conversations;

/// What one member thinks of one post: up or down, changeable.
public sealed class Vote(long postId, long memberId, short value, DateTimeOffset at)
{
    public long PostId { get; private set; } = postId;
    public long MemberId { get; private set; } = memberId;

    /// 1 or -1. Two changes at once tell each other apart by it.
    public short Value { get; private set; } = value;
    public DateTimeOffset At { get; private set; } = at;

    internal void Change(short to, DateTimeOffset now) => (Value, At) = (to, now);
}

/// Votes whose voters an import did not name, per post and day.
public sealed class VoteTally(long postId, DateOnly day, int up, int down)
{
    public long PostId { get; private set; } = postId;
    public DateOnly Day { get; private set; } = day;
    public int Up { get; private set; } = up;
    public int Down { get; private set; } = down;
}
