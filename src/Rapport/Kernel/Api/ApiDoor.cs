namespace Rapport.Kernel.Api;

/// Marks an endpoint of the API, and names the scope a token needs for it: null for what any token may, open for what needs none.
public sealed record ApiDoor(string? Scope, bool Open = false)
{
    public const string Root = "/api/v1";

    /// Whether the request is for the API: who asks is then told by the token alone, and every answer is JSON.
    public static bool Leads(HttpContext context) => context.Request.Path.StartsWithSegments(Root);
}

public static class ApiDoors
{
    /// What the endpoint does, in a sentence for the reference, and the scope it needs.
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string summary, string? scope, string? more = null)
    {
        route.WithSummary(summary).WithMetadata(new ApiDoor(scope));
        return more is null ? route : route.WithDescription(more);
    }
}
