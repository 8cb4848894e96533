namespace Rapport.Governance;

/// A member writes without waiting, however new they are, because somebody knows them.
public sealed class Vouch(long memberId, long? vouchedBy, DateTimeOffset at)
{
    public long MemberId { get; private set; } = memberId;

    /// Nobody where a community was set up with them.
    public long? VouchedBy { get; private set; } = vouchedBy;
    public DateTimeOffset At { get; private set; } = at;
}
