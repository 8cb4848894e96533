using Rapport.Kernel.Database;

namespace Rapport.Kernel.Web;

/// What every answer says about itself, and HEAD answered wherever GET is.
public static class Heads
{
    static readonly string Usual = Policy();

    /// Nothing of others; framed by nobody and framing nothing, unless an answer says so.
    public static string Policy(string framedBy = "'none'", string frames = "'none'") =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-src {frames}; frame-ancestors {framedBy}";

    /// Whether the client holds this version already. Tags are weak: the same one for a page as it is and packed.
    public static bool Knows(this HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && (known.Trim() == "*" || known.Contains(etag[etag.IndexOf('"', StringComparison.Ordinal)..], StringComparison.Ordinal));

    static Task Say(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Usual;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers.Remove("blazor-enhanced-nav");
        return Task.CompletedTask;
    }

    public static async Task Run(HttpContext context, RequestDelegate next)
    {
        QueryCount.Begin();
        // At the last moment, since an answer that went wrong is cleared on the way out.
        context.Response.OnStarting(static state => Say((HttpContext)state), context);
        if (!HttpMethods.IsHead(context.Request.Method)) { await next(context); return; }
        context.Request.Method = HttpMethods.Get;
        var body = context.Response.Body;
        context.Response.Body = Stream.Null;
        try { await next(context); }
        finally { context.Response.Body = body; context.Request.Method = HttpMethods.Head; }
    }
}
