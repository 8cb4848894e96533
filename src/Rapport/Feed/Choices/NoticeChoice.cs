using Rapport.Feed.Notices;

namespace Rapport.Feed.Choices;

/// What a member wants of one kind of notice. Without a row both are on.
public sealed class NoticeChoice(long memberId, NoticeKind kind, bool here, bool byMail)
{
    public long MemberId { get; private set; } = memberId;
    public NoticeKind Kind { get; private set; } = kind;

    /// On the notices page.
    public bool Here { get; private set; } = here;
    public bool ByMail { get; private set; } = byMail;

    public void Choose(bool here, bool byMail) => (Here, ByMail) = (here, byMail);
}

/// A member wants no mail about one topic; the notices page still tells.
public sealed class Silence(long memberId, long topicId, DateTimeOffset since)
{
    public long MemberId { get; private set; } = memberId;
    public long TopicId { get; private set; } = topicId;
    public DateTimeOffset Since { get; private set; } = since;
}
