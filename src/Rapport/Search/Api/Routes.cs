using Rapport.Kernel.Api;

namespace Rapport.Search.Api;

/// Searching, for programs.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var search = api.MapGroup("").WithTags("Search");
        search.MapGet("/search", TheSearch.Find).Says("Search products, topics, replies and members", Scope.Read);
        search.MapGet("/suggestions", TheSearch.Suggest).Says("What is being typed may become one of these", Scope.Read);
        search.MapGet("/similar", TheSearch.Similar).Says("Topics that may answer a question that is not asked yet", Scope.Read);
    }
}
