namespace Rapport.Members.Legal;

/// A member agreed to a version of a legal page, and when.
public sealed class Agreement(long memberId, long textId, DateTimeOffset at)
{
    public long MemberId { get; private set; } = memberId;
    public long TextId { get; private set; } = textId;
    public DateTimeOffset At { get; private set; } = at;
}
