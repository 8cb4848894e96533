using Rapport.Kernel.Api;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Api;

namespace Rapport.Reviews.Incentives;

/// The room's tables and doors.
static class IncentiveRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Incentive>(incentive =>
        {
            incentive.ToTable("reviews_incentives");
            incentive.Ignore(i => i.Path).Ignore(i => i.Amount);
            incentive.Property(i => i.Kind).HasConversion<string>();
            incentive.HasIndex(i => i.Code).IsUnique();
        });
        model.Entity<IncentiveProduct>().ToTable("reviews_incentive_products").HasKey(p => new { p.IncentiveId, p.ProductId });
    }

    public static void Register(IServiceCollection services)
    {
        services.AddDesk(IncentiveDesk.Path, "Offers for reviews", 465).AddScoped<Offers>();
        services.Moves<Incentive>("incentives", tell: incentive => new IncentiveChanged(incentive), arrive: (incentive, _) => incentive.Mend()).Moves<IncentiveProduct>("incentive_products");
        services.KeepsUntil("incentives", "As long as this community exists", "What was offered for reviews", "So that every review that was written for something says for what.", SeenBy.Everybody, typeof(Incentive));
    }

    public static void Route(Doors doors)
    {
        doors.Pages.MapGet("/reviews/offers/{code}", ShowOffer.Handle);
        doors.Pages.MapGet(IncentiveDesk.Path, IncentiveDesk.Show);
        doors.Acts.MapPost(IncentiveDesk.Path, IncentiveDesk.Make);
        doors.Acts.MapPost(IncentiveDesk.Path + "/{id:long}/end", IncentiveDesk.End);

        var api = doors.Api.MapGroup("/incentives").WithTags("Reviews");
        api.MapGet("", TheIncentives.List).Says("What was and is offered for reviews, the latest first", Scope.Content);
        api.MapPost("", TheIncentives.Make).Says("Offer something for reviews", Scope.Content, "The one condition is that a review was written. What is offered is of a kind with its figure, and the words that others read are made from these; the name is for the desk alone.");
        api.MapPost("/{id:long}/end", TheIncentives.End).Says("End an offer today", Scope.Content, "The reviews that were written for it stay labelled.");
    }
}
