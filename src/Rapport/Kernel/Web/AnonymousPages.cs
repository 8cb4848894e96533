using Rapport.Kernel.Events;

namespace Rapport.Kernel.Web;

/// Serves a kept page to who carries no session, before anything else is asked.
public sealed class AnonymousPages(RequestDelegate next, PageCache cache, Installation installation)
{
    public const string SessionCookie = "rapport";

    public static bool IsAnonymous(HttpRequest request)
    {
        foreach (var cookies in request.Headers.Cookie)
            if (cookies is not null && cookies.Contains(SessionCookie, StringComparison.Ordinal)) return false;
        return !request.Headers.ContainsKey("Authorization");
    }

    /// The same page on another host (behind a misdirected proxy, say) is another page: its addresses name the host.
    public static string KeyOf(HttpRequest request) => string.Concat(request.Host.Value, request.PathBase.Value, request.Path.Value, request.QueryString.Value);

    public Task Invoke(HttpContext context)
    {
        if (context.Request.Cookies[LocalCopies.ActedCookie] is { } acted && acted != installation.Mark) PageCache.ReadAnew();
        if (!HttpMethods.IsGet(context.Request.Method) || !IsAnonymous(context.Request)) return next(context);
        var key = KeyOf(context.Request);
        if (cache.Find(key) is { } page) return Send(context, page);
        context.Features.Set(new Rendering(key, cache.Now));
        return next(context);
    }

    public static Task Send(HttpContext context, KeptPage page)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = page.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding, Cookie";
        foreach (var (name, value) in page.Headers) response.Headers[name] = value;
        if (request.Knows(page.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = page.ContentType;
        var accept = request.Headers.AcceptEncoding.ToString();
        var encoding = accept.Contains("br", StringComparison.Ordinal) ? "br" : accept.Contains("gzip", StringComparison.Ordinal) ? "gzip" : null;
        var bytes = page.In(encoding);
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}

/// An anonymous page being rendered: where it will be kept, and since when.
public sealed record Rendering(string Key, long Began)
{
    /// Tags of what fillings of slots show beside the page's own.
    public HashSet<string> Beside { get; } = [];
}
