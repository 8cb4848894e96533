using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Members;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews.Api;

/// What is offered for reviews, whatever they say.
public sealed record IncentiveJson(long Id, string Name, [property: Description("What whoever writes gets; it stands beside the review.")] string Offer, DateOnly Since, [property: Description("Its last day; null until it is ended.")] DateOnly? Until, [property: Description("The link by which it is claimed.")] string Url)
{
    public static IncentiveJson Example => new(1910, "Spring", "5 euros off the next order", new(2026, 3, 1), null, "https://community.example/reviews/offers/k3m9wq7xhd2p");

    internal static IncentiveJson Of(Incentive i, Installation installation) => new(i.Id, i.Name, i.Offer, i.Since, i.Until, installation.Address + i.Path);
}

public sealed record NewIncentive(string Name, string Offer, [property: Description("Today if not said.")] DateOnly? Since = null, DateOnly? Until = null, [property: Description("SKUs; every product if none is named.")] IReadOnlyList<string>? Products = null)
{
    public static NewIncentive Example => new("Spring", "5 euros off the next order");
}

static class TheIncentives
{
    public static async Task<Paged<IncentiveJson>> List(Me me, Offers offers, Installation installation)
    {
        me.RequireAdministrator();
        return new([.. (await offers.All()).Select(i => IncentiveJson.Of(i, installation))], null);
    }

    public static async Task<Made<IncentiveJson>> Make(NewIncentive said, Me me, Offers offers, Installation installation)
    {
        me.RequireAdministrator();
        return new("/incentives", IncentiveJson.Of(await offers.Make(said.Name, said.Offer, said.Since, said.Until, said.Products ?? []), installation));
    }

    public static async Task<Changed<IncentiveJson>> End(long id, Me me, Offers offers, Installation installation)
    {
        me.RequireAdministrator();
        return new("/incentives", IncentiveJson.Of(await offers.End(id), installation));
    }
}
