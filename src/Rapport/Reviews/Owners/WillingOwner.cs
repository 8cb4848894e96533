namespace Rapport.Reviews.Owners;

/// A member who has a product and agreed that others' questions about it are passed on to them.
public sealed class WillingOwner(long memberId, long productId, DateTimeOffset since)
{
    public long MemberId { get; private set; } = memberId;
    public long ProductId { get; private set; } = productId;
    public DateTimeOffset Since { get; private set; } = since;
}
