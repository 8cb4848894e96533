namespace Rapport.Insight.Visits;

/// Somebody looks at a page: a browser asks for a document to show it, not for a part of one, not ahead of time, and not for its head alone.
static class Look
{
    public static bool Is(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) return false;
        var headers = request.Headers;
        return headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && (headers["Sec-Fetch-Dest"] is not [{ } destination] || destination == "document")
            && !IsAhead(headers["Sec-Purpose"]) && !IsAhead(headers["Purpose"]) && !IsAhead(headers["X-Moz"]);
    }

    /// Fetched ahead of a click that may never come.
    static bool IsAhead(string? purpose) => purpose is not null && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase));

    /// A page that was shown, or that the browser had and was told is still right; 304 says so without naming a type.
    public static bool IsPage(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status200OK => response.ContentType is { } type && type.StartsWith("text/html", StringComparison.Ordinal),
        StatusCodes.Status304NotModified => response.ContentType is null && response.HttpContext.Request.Path is var path && !path.StartsWithSegments("/files") && !path.StartsWithSegments("/assets"),
        _ => false,
    };
}
