using System.Globalization;
using Rapport.Catalog;
using Rapport.Kernel;

namespace Rapport.Reviews.Incentives;

/// What can be offered for a review.
public enum RewardKind { Voucher, Discount, Gift, FreeDelivery, Donation, Draw }

/// What whoever writes a review gets: a kind with its figure, and no words. There is nothing in it by which an opinion could be asked for. A gift is named by its SKU.
public sealed record Reward(RewardKind Kind, Money? Amount = null, int? Percent = null, string? Gift = null)
{
    public const int MostPercent = 100;

    /// As somebody typed it; figures that the kind does not need are left aside.
    public static Reward Read(RewardKind? kind, string? amount, string? currency, int? percent, string? gift) => kind switch
    {
        RewardKind.Voucher or RewardKind.Donation or RewardKind.Draw => new(kind.Value, Paid(amount, currency)),
        RewardKind.Discount => new(kind.Value, Percent: percent is >= 1 and <= MostPercent ? percent : throw new Refused("Write a number of percent from {least} to {most}.", ("least", 1), ("most", MostPercent)) { Field = "percent" }),
        RewardKind.Gift => new(kind.Value, Gift: string.IsNullOrWhiteSpace(gift) ? throw new Refused("Name the product by its SKU.") { Field = "gift" } : gift.Trim()),
        RewardKind.FreeDelivery => new(kind.Value),
        _ => throw new Refused("Choose what is offered.") { Field = "kind" },
    };

    static Money Paid(string? amount, string? currency)
    {
        Money read;
        try { read = Amounts.Read(amount ?? "", string.IsNullOrWhiteSpace(currency) ? null : currency.Trim().ToUpperInvariant()); }
        catch (Refused) { throw new Refused("Write an amount with its currency, such as 10.00 EUR.") { Field = "amount" }; }
        return read.Minor > 0 ? read : throw new Refused("Write an amount with its currency, such as 10.00 EUR.") { Field = "amount" };
    }

    /// For the audit log.
    internal string Plain => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Amount?.Plain} {Amount?.Currency} {Percent} {Gift}").TrimEnd();
}
