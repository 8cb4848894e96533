namespace Rapport.Feed.Notices;

/// Why a member is told, the strongest reason first. Each is switched on and off by itself.
public enum NoticeKind
{
    Mention, Quote, Accepted, Official,

    /// An answer or reply to what the member began.
    Answer,

    /// A comment below what the member wrote.
    Comment,

    /// A question about something they bought, passed on to them since they agreed to it.
    Owner,

    /// Something in a topic they follow.
    Topic,

    /// A new topic in a space, tag or product they follow, or something by a member they follow.
    New,

    /// What a moderator decided about the member's own words.
    Decision,

    /// What became of something they reported.
    Report,

    /// What their standing allows, or no longer.
    Standing,
}

/// What happened to a post. Each of these is told to a member at most once.
public enum Occasion { Said, Accepted, Official, Decided, Asked, Earned, Fading, Over }

/// A member was told of something, for one reason.
public sealed class Notice(long id, long memberId, NoticeKind kind, Occasion occasion, long topicId, long postId, long? actorId, DateTimeOffset at, bool shown, long caseId = 0)
{
    public long Id { get; private set; } = id;
    public long MemberId { get; private set; } = memberId;
    public NoticeKind Kind { get; private set; } = kind;
    public Occasion Occasion { get; private set; } = occasion;
    public long TopicId { get; private set; } = topicId;

    /// Or the grant, where it is about standing: no two things here have the same id.
    public long PostId { get; private set; } = postId;

    /// The moderators' case it is about; 0 for none. A thing can be decided on more than once.
    public long CaseId { get; private set; } = caseId;

    /// Who did it; nobody once they left.
    public long? ActorId { get; private set; } = actorId;
    public DateTimeOffset At { get; private set; } = at;

    /// Among the notices of the page; else by mail only.
    public bool Shown { get; private set; } = shown;
    public DateTimeOffset? ReadAt { get; private set; }
    public DateTimeOffset? MailedAt { get; private set; }
}
