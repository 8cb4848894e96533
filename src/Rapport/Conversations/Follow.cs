namespace Rapport.Conversations;

/// A member wants to hear what happens to a thing: a "topic", "tag", "space", "product" or "member", by its id.
public sealed class Follow(long memberId, string kind, long subjectId, DateTimeOffset since)
{
    public const string Topic = "topic", Tag = "tag", Space = "space", Product = "product", Member = "member";

    public long MemberId { get; private set; } = memberId;
    public string Kind { get; private set; } = kind;
    public long SubjectId { get; private set; } = subjectId;
    public DateTimeOffset Since { get; private set; } = since;
}

/// A post names a member by @handle.
public sealed class Mention(long postId, long memberId, DateTimeOffset at)
{
    public long PostId { get; private set; } = postId;
    public long MemberId { get; private set; } = memberId;
    public DateTimeOffset At { get; private set; } = at;
}
