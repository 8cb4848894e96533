using Rapport.Kernel.Api;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Api;
using Rapport.Reviews.Codes;
using Rapport.Reviews.Feeds;

namespace Rapport.Reviews.Embeds;

/// Where reviews are seen outside of this site: in the shop's pages, on parcels, and at Google.
static class EmbedRoom
{
    public static void Register(IServiceCollection services) => services.AddDesk(ShowEmbeds.Path, "In the shop", 470).AddScoped<ReviewEntries>().AddScoped<GoogleFeed>();

    public static void Route(Doors doors)
    {
        doors.Pages.MapGet(ShowGoogleFeed.Path, ShowGoogleFeed.Handle);
        doors.Pages.MapGet("/embed/reviews", ShowEmbed.Reviews);
        doors.Pages.MapGet("/embed/questions", ShowEmbed.Questions);
        doors.Pages.MapGet("/embed/basket", ShowEmbed.Basket);
        doors.Pages.MapGet("/embed/order", ShowEmbed.Order);
        doors.Pages.MapGet("/embed/to", ShowEmbed.To);
        doors.Pages.MapGet("/embed/stars", ShowStars.Several);
        doors.Pages.MapGet("/embed/stars.svg", ShowStars.Picture);
        doors.Pages.MapGet("/embed/markup", ShowMarkup.Handle);
        doors.Pages.MapGet(ReviewShortly.General, ReviewShortly.Any);
        doors.Pages.MapGet(ReviewShortly.General + "/{id:long}", ReviewShortly.One);
        doors.Pages.MapGet(ShowEmbeds.Path, ShowEmbeds.Show);
        doors.Pages.MapGet(ShowEmbeds.Path + "/code.svg", ShowCode.Svg);
        doors.Pages.MapGet(ShowEmbeds.Path + "/code.png", ShowCode.Png);
        doors.Acts.MapPost(ShowEmbeds.Path, ShowEmbeds.Change);

        var api = doors.Api.MapGroup("").WithTags("Reviews");
        api.MapGet("/settings/storefront", TheStorefront.Show).Says("How the shop's pages and ours share the work", Scope.Settings);
        api.MapPatch("/settings/storefront", TheStorefront.Change).Says("Change how the shop's pages and ours share the work", Scope.Settings, "Only one page of a product carries its data for search engines.");
    }
}
