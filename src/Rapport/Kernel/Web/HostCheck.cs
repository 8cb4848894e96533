namespace Rapport.Kernel.Web;

/// Every page names its own address, so a request that names no host, or one that cannot be, is refused at the door. Whoever asks for the health may ask by any name.
public static class HostCheck
{
    public static Task Run(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Host.HasValue && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}/", UriKind.Absolute, out _) || request.Path.StartsWithSegments("/health")) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("The Host header is missing, or names no host.\n");
    }
}
