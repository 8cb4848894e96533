using Rapport.Kernel.Api;

namespace Rapport.Feed.Api;

/// What is new, as programs see it.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("").WithTags("Notices");
        notices.MapGet("/notices", TheNotices.List).Says("What you were told, unread first, each from the newest on", Scope.Read);
        notices.MapGet("/notices/unread", TheNotices.Count).Says("How many notices you have not read", Scope.Read);
        notices.MapPost("/notices/read", TheNotices.Read).Says("Mark notices as read", Scope.Write);
        notices.MapGet("/news", TheNews.List).Says("What happened last in what you follow", Scope.Read);
        notices.MapGet("/me/notice-choices", TheChoices.List).Says("What you want to be told, and where", Scope.Profile);
        notices.MapPut("/me/notice-choices", TheChoices.Choose).Says("Choose what you want to be told", Scope.Profile, "Kinds that are left out stay as they are.");
    }
}
