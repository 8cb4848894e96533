namespace Rapport.Kernel.Web;

/// Refuses what another site makes a visitor's browser send. Browsers name the sender in Origin and Sec-Fetch-Site and no
/// page can forge either, so forms need no token, cached pages can hold forms, and a session may end in the middle of writing.
public static class OriginCheck
{
    public static Task Run(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<FromAnywhere>() is not null || IsOurs(context.Request))
            return next(context);
        throw new BadHttpRequestException("Sent from another site.", StatusCodes.Status403Forbidden);
    }

    static bool IsOurs(HttpRequest request)
    {
        if (request.Headers.Origin.FirstOrDefault() is { } origin && origin != "null")
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].FirstOrDefault() is "same-origin" or "none";
    }
}

/// Marks a door that other machines may knock at: hooks, and the one-click unsubscribe of a mail client.
public sealed class FromAnywhere;
