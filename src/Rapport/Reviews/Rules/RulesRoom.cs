using Rapport.Kernel.Api;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Api;
using Rapport.Reviews.ByStar;
using Rapport.Reviews.History;
using Rapport.Reviews.How;
using Rapport.Reviews.Neutrality;

namespace Rapport.Reviews.Rules;

/// Where administrators choose how reviews are taken and counted and what is asked in them, and what comes of it is told.
static class RulesRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ReviewEdition>().ToTable("reviews_editions").HasKey(e => new { e.ReviewId, e.Number });
    }

    public static void Register(IServiceCollection services)
    {
        services.AddDesk(ReviewRules.Path, "Reviews", 455).AddDesk(ShowStarReport.Path, "Reviews by star", 60, Role.Employee).AddScoped<AspectDesk>();
        services.AddSlot<ReviewChanges>("post.history").AddSlot<HowLink>("footer.links", 500).AddSlot<NeutralityLink>("footer.links", 510);
        services.Moves<ReviewEdition>("review_editions");
    }

    public static void Route(Doors doors)
    {
        doors.Pages.MapGet(HowWeCollect.Path, HowWeCollect.Handle);
        doors.Pages.MapGet(ShowNeutrality.Path, ShowNeutrality.Handle);
        doors.Pages.MapGet(ShowNeutrality.Path + ".json", ShowNeutrality.Json);
        doors.Pages.MapGet(ReviewRules.Path, ReviewRules.Show);
        doors.Acts.MapPost(ReviewRules.Path, ReviewRules.Change);
        doors.Pages.MapGet(ShowStarReport.Path, ShowStarReport.Show);
        doors.Pages.MapGet(ShowStarReport.Path + ".csv", ShowStarReport.Csv);
        doors.Pages.MapGet("/admin/reviews/aspects/new", ShowAspect.New);
        doors.Pages.MapGet("/admin/reviews/aspects/{id:long}", ShowAspect.Edit);
        doors.Acts.MapPost("/admin/reviews/aspects", ChangeAspect.Make);
        doors.Acts.MapPost("/admin/reviews/aspects/{id:long}", ChangeAspect.Describe);
        doors.Acts.MapPost("/admin/reviews/aspects/{id:long}/move", ChangeAspect.Move);
        doors.Acts.MapPost("/admin/reviews/aspects/{id:long}/retire", ChangeAspect.Retire);
        doors.Acts.MapPost("/admin/reviews/aspects/{id:long}/return", ChangeAspect.Return);

        var api = doors.Api.MapGroup("").WithTags("Reviews");
        api.MapGet("/settings/reviews", TheReviewRules.Show).Says("How reviews are taken and counted", Scope.Settings);
        api.MapPatch("/settings/reviews", TheReviewRules.Change).Says("Change how reviews are taken and counted", Scope.Settings, "The page on reviews tells everybody what is in force.");
        api.MapGet("/aspects", TheAspects.List).Says("What reviews are asked beside their stars, those asked no more included", Scope.Read);
        api.MapPost("/aspects", TheAspects.Make).Says("Ask something in reviews", Scope.Content);
        api.MapPatch("/aspects/{id:long}", TheAspects.Change).Says("Change what is asked in reviews", Scope.Content, "Answers that were given keep their place: they can be renamed and added to.");
        api.MapPut("/aspects/order", TheAspects.Arrange).Says("Put what is asked in order", Scope.Content);
    }
}
