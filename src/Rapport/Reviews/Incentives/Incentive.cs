using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Incentives;

/// Something is offered to whoever writes a review, whatever it says: that is the one condition there is. What was offered stays written down as it was.
public sealed class Incentive : Entity
{
    public const int LongestName = 80;

    Incentive() { }

    public Incentive(long id, string name, Reward reward, long? gift, DateOnly since, DateOnly? until, string code)
    {
        (Id, Name, Since, Until, Code) = (id, Characters.Line(name), since, until, code);
        (Kind, Minor, Currency, Percent, GiftId) = (reward.Kind, reward.Amount?.Minor, reward.Amount?.Currency, reward.Percent, gift);
        if (Characters.Seen(Name) < 2 || Name.Length > LongestName) throw new Refused("This takes 2 to {most} characters.", ("most", LongestName)) { Field = "name" };
        if (until < since) throw new Refused("The last day comes after the first.") { Field = "until" };
    }

    /// What the desk calls it; nobody else reads it.
    public string Name { get; private set; } = "";

    /// What whoever writes gets. Null for what was offered in words before, which is offered no more.
    public RewardKind? Kind { get; private set; }
    public long? Minor { get; private set; }
    public string? Currency { get; private set; }
    public int? Percent { get; private set; }
    public long? GiftId { get; private set; }

    /// The words in which it was offered where it is of no kind: written down for the desk, and never written any more.
    public string Offer { get; private set; } = "";

    public Money? Amount => Minor is { } minor && Currency is { } currency ? new(minor, currency) : null;

    /// First and last day, in the time zone of the brand.
    public DateOnly Since { get; private set; }
    public DateOnly? Until { get; private set; }

    /// What the link holds by which it is claimed.
    public string Code { get; private set; } = "";

    public string Path => $"/reviews/offers/{Code}";

    public bool IsOpen(DateOnly today) => Kind is not null && Since <= today && !(Until < today);

    /// Whether it is or will be open.
    public bool CanEnd(DateOnly today) => Kind is not null && !(Until <= today);

    /// No review is written for it from tomorrow on, and none at all where it had not begun; those that were stay labelled.
    public void End(DateOnly today)
    {
        if (!CanEnd(today)) throw new Refused("This offer has ended already.");
        Until = today;
    }

    /// What comes from elsewhere is of a kind only with the figure that belongs to it.
    internal void Mend()
    {
        var whole = Kind switch
        {
            RewardKind.Voucher or RewardKind.Donation or RewardKind.Draw => Minor is > 0 and < 1_000_000_000_000_000 && Currency is { } currency && Money.IsKnown(currency),
            RewardKind.Discount => Percent is >= 1 and <= Reward.MostPercent,
            RewardKind.Gift => GiftId is not null,
            _ => Kind is RewardKind.FreeDelivery,
        };
        if (!whole) (Kind, Minor, Currency, Percent, GiftId) = (null, null, null, null, null);
    }
}

/// An incentive is for these products; for all where it names none.
public sealed class IncentiveProduct(long incentiveId, long productId)
{
    public long IncentiveId { get; private set; } = incentiveId;
    public long ProductId { get; private set; } = productId;
}
