using Rapport.Kernel;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Search.Related;
using Rapport.Search.Results;
using Rapport.Search.Suggestions;
using Rapport.Search.Within;

namespace Rapport.Search;

/// One search over products, topics, replies and members. It has no tables: its index lies on each node's own disk.
public sealed class SearchModule : Module
{
    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddReader<SearchReader>().AddCheck<IndexCheck>().AddHostedService<ForgetHidden>();
        services.AddSlot<RelatedTopics>("topic.aside", 500);
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        var asked = doors.Pages.MapGroup("").RequireRateLimiting(Limits.Search);
        asked.MapGet("/search", ShowResults.Handle);
        asked.MapGet("/products/{id:long}/{slug}/search", SearchProduct.Handle);
        asked.MapGet("/suggest", ShowSuggestions.Handle);
        asked.MapGet("/similar", ShowSimilar.Handle);
    }
}
