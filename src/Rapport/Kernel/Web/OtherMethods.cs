using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Rapport.Kernel.Web;

/// By which methods an address can be reached that nothing answered to by the one that was used.
public static class OtherMethods
{
    public static IReadOnlyList<string> Of(HttpContext context, EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null && Matches(context, e))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods).Distinct().Order()];

    /// At the last moment, since an answer that went wrong is cleared on the way out.
    public static void Tell(HttpContext context, IReadOnlyList<string> methods) =>
        context.Response.OnStarting(() => { context.Response.Headers.Allow = string.Join(", ", methods); return Task.CompletedTask; });

    // What takes every address (the fallback of static files, say) tells of none.
    static bool Matches(HttpContext context, RouteEndpoint endpoint)
    {
        var values = new RouteValueDictionary();
        return endpoint.RoutePattern is { RawText: { } pattern, PathSegments: not [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }] }
            && new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(context.Request.Path, values) && Fits(context, endpoint.RoutePattern, values);
    }

    /// An id that is no number is nobody's.
    static bool Fits(HttpContext context, RoutePattern pattern, RouteValueDictionary values)
    {
        var policies = context.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return pattern.ParameterPolicies.All(p => p.Value.All(policy => policies.Create(pattern.GetParameter(p.Key), policy) is not IRouteConstraint rule || rule.Match(context, null, p.Key, values, RouteDirection.IncomingRequest)));
    }
}
