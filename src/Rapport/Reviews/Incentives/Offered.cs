using Rapport.Catalog;
using Rapport.Kernel.Languages;

namespace Rapport.Reviews.Incentives;

/// An incentive as everybody reads it, with the product that it gives away, where it is a gift.
public sealed record Offered(Incentive Incentive, Product? Gift)
{
    /// Made from the kind and its figure: nothing that somebody typed for it stands in them.
    public string Words(Locale words) => Incentive.Kind switch
    {
        RewardKind.Voucher => words.Say("A voucher over {amount} for writing a review, whatever it says", ("amount", Amount(words))),
        RewardKind.Discount => words.Say("{percent} % off the next order for writing a review, whatever it says", ("percent", Incentive.Percent)),
        RewardKind.Gift => words.Say("A gift ({product}) for writing a review, whatever it says", ("product", Gift?.Name)),
        RewardKind.FreeDelivery => words.Say("Free delivery of the next order for writing a review, whatever it says"),
        RewardKind.Donation => words.Say("A donation of {amount} for writing a review, whatever it says", ("amount", Amount(words))),
        RewardKind.Draw => words.Say("A place in a draw for a voucher over {amount}, for writing a review, whatever it says", ("amount", Amount(words))),
        _ => words.Say("Something of value for writing a review, whatever it says"),
    };

    string? Amount(Locale words) => Incentive.Amount?.In(words);
}
