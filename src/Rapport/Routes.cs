using Rapport.Kernel.Web;

namespace Rapport;

/// The framework's words for adding a route; here, nearer than the framework's own, they lead to LateRoutes.
public static class Routes
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => LateRoutes.Add(routes, pattern, [HttpMethods.Get], handler);
    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => LateRoutes.Add(routes, pattern, [HttpMethods.Post], handler);
    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => LateRoutes.Add(routes, pattern, [HttpMethods.Put], handler);
    public static RouteHandlerBuilder MapPatch(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => LateRoutes.Add(routes, pattern, [HttpMethods.Patch], handler);
    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => LateRoutes.Add(routes, pattern, [HttpMethods.Delete], handler);
    public static RouteHandlerBuilder MapMethods(this IEndpointRouteBuilder routes, string pattern, IEnumerable<string> methods, Delegate handler) => LateRoutes.Add(routes, pattern, [.. methods], handler);
}
