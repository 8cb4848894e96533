using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Pages;

public partial class Page
{
    /// The page as an answer: rendered whole, with an entity tag, compressed, and kept for the anonymous where it carries tags.
    public static PageResult Of<T>(object? parameters = null) where T : IComponent => new(new RazorComponentResult(typeof(T), parameters ?? new { }) { PreventStreamingRendering = true });

    public static PageResult Of(Type component, object parameters) => new(new RazorComponentResult(component, parameters) { PreventStreamingRendering = true });
}

/// See Page.Of.
public sealed class PageResult(RazorComponentResult rendered) : IResult
{
    readonly List<(string Name, string Value)> headers = [];
    string[] tags = [];
    int? status;

    /// What the page shows: when an event touches one of these, the kept page goes. Without tags nothing is kept.
    public PageResult Tagged(params string[] shown)
    {
        tags = shown;
        return this;
    }

    /// A header of the answer, kept with the page.
    public PageResult With(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    public PageResult Status(int code)
    {
        status = code;
        return this;
    }

    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        var plain = await Render(context);
        var form = context.RequestServices.GetRequiredService<FormState>();
        if (status is { } code) response.StatusCode = code;
        else if (form.Status is var refused and not 200)
        {
            // A page without the refused form is not the one it was sent from.
            if (!form.IsShown && !form.MayBeGone) throw new NotFound();
            if (!form.IsShown && form.Strand()) plain = await Render(context);
            response.StatusCode = refused;
        }
        response.Headers["Server-Timing"] = $"db;desc=\"{QueryCount.Soon} queries\"";
        var etag = $"W/\"{XxHash3.HashToUInt64(plain):x16}\"";
        var kept = response.StatusCode == 200 && tags.Length > 0 && response.Headers.SetCookie.Count == 0 ? context.Features.Get<Rendering>() : null;
        if (kept is not null)
        {
            var page = new KeptPage(plain, etag, "text/html; charset=utf-8", [.. tags, .. kept.Beside], kept.Began) { Headers = headers };
            context.RequestServices.GetRequiredService<PageCache>().Keep(kept.Key, page);
            await AnonymousPages.Send(context, page);
            return;
        }
        response.Headers.ETag = etag;
        response.Headers.CacheControl = context.Features.Get<Rendering>() is null ? "private, no-cache" : "no-cache";
        response.Headers.Vary = "Accept-Encoding, Cookie";
        foreach (var (name, value) in headers) response.Headers[name] = value;
        if (response.StatusCode == 200 && context.Request.Knows(etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "text/html; charset=utf-8";
        var accept = context.Request.Headers.AcceptEncoding.ToString();
        var encoding = accept.Contains("br", StringComparison.Ordinal) ? "br" : accept.Contains("gzip", StringComparison.Ordinal) ? "gzip" : null;
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        var bytes = encoding is null ? plain : Compress(plain, encoding, CompressionLevel.Fastest);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    async Task<byte[]> Render(HttpContext context)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream(64 << 10);
        context.Response.Body = buffer;
        // Added by every rendering; a page may be rendered twice.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        try { await rendered.ExecuteAsync(context); }
        finally { context.Response.Body = body; }
        return buffer.ToArray();
    }

    internal static byte[] Compress(byte[] plain, string encoding, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var buffer = new MemoryStream(plain.Length / 3 + 256);
        using (Stream stream = encoding == "br" ? new BrotliStream(buffer, level) : new GZipStream(buffer, level)) stream.Write(plain);
        return buffer.ToArray();
    }
}

/// The page that says what went wrong; Shell gives it its looks.
public sealed record ErrorPage(Type Component)
{
    public PageResult Show(int status, string message) => Page.Of(Component, new Dictionary<string, object?> { ["Status"] = status, ["Message"] = message }).Status(status);
}
