using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Rapport.Kernel.Web;

/// By which methods an address can be reached that nothing answered to by the one that was used.
public static class OtherMethods
{
    public static IReadOnlyList<string> Of(HttpContext context, EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null && Matches(e, context.Request.Path))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods).Distinct().Order()];

    /// At the last moment, since an answer that went wrong is cleared on the way out.
    public static void Tell(HttpContext context, IReadOnlyList<string> methods) =>
        context.Response.OnStarting(() => { context.Response.Headers.Allow = string.Join(", ", methods); return Task.CompletedTask; });

    // What takes every address (the fallback of static files, say) tells of none.
    static bool Matches(RouteEndpoint endpoint, PathString path) => endpoint.RoutePattern is { RawText: { } pattern, PathSegments: not [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }] }
        && new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(path, []);
}
