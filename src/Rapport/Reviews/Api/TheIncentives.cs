using System.ComponentModel;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Languages;
using Rapport.Members;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews.Api;

/// What is offered for reviews, whatever they say.
public sealed record IncentiveJson(long Id, [property: Description("For the desk alone: others never read it.")] string Name, [property: Description("Null for what was offered in words before offers were of a kind; it is offered no more.")] RewardKind? Kind,
    [property: Description("Of a voucher, a donation, or the voucher of a draw.")] MoneyJson? Amount, [property: Description("Of a discount.")] int? Percent, [property: Description("The SKU of a gift.")] string? Gift,
    [property: Description("What others read beside the review, made from these.")] string Offer, DateOnly Since, [property: Description("Its last day; null until it is ended.")] DateOnly? Until, [property: Description("The link by which it is claimed.")] string Url)
{
    public static IncentiveJson Example => new(1910, "Spring", RewardKind.Voucher, new("10.00", "EUR"), null, null, "A voucher over €10.00 for writing a review, whatever it says", new(2026, 3, 1), null, "https://community.example/reviews/offers/k3m9wq7xhd2p");

    internal static IncentiveJson Of(Offered o, Installation installation, Locale locale)
    {
        var i = o.Incentive;
        return new(i.Id, i.Name, i.Kind, MoneyJson.Of(i.Amount), i.Percent, o.Gift?.Sku, o.Words(locale), i.Since, i.Until, installation.Address + i.Path);
    }
}

/// There is no field for words: what others read is made from the kind and its figure.
public sealed record NewIncentive([property: Description("For the desk alone: others never read it.")] string Name, RewardKind Kind, [property: Description("Of a voucher, a donation, or the voucher of a draw.")] MoneyJson? Amount = null,
    [property: Description("Of a discount, 1 to 100.")] int? Percent = null, [property: Description("The SKU of a gift.")] string? Gift = null, [property: Description("Today if not said.")] DateOnly? Since = null, DateOnly? Until = null, [property: Description("SKUs; every product if none is named.")] IReadOnlyList<string>? Products = null)
{
    public static NewIncentive Example => new("Spring", RewardKind.Voucher, new("10.00", "EUR"));
}

static class TheIncentives
{
    public static async Task<Paged<IncentiveJson>> List(Me me, Offers offers, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        return new([.. (await offers.All()).Select(o => IncentiveJson.Of(o, installation, locale))], null);
    }

    public static async Task<Made<IncentiveJson>> Make(NewIncentive said, Me me, Offers offers, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        return new("/incentives", IncentiveJson.Of(await offers.Make(said.Name, Reward.Read(said.Kind, said.Amount?.Amount, said.Amount?.Currency, said.Percent, said.Gift), said.Since, said.Until, said.Products ?? []), installation, locale));
    }

    public static async Task<Changed<IncentiveJson>> End(long id, Me me, Offers offers, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        return new("/incentives", IncentiveJson.Of(await offers.End(id), installation, locale));
    }
}
