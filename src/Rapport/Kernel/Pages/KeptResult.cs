using System.IO.Hashing;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Pages;

/// What everybody gets alike and is no page: a picture, some JSON. Kept as pages are, until something it shows changes.
public sealed class KeptResult(byte[] bytes, string type, params string[] tags) : IResult
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Task ExecuteAsync(HttpContext context)
    {
        var rendering = context.Features.Get<Rendering>();
        var kept = new KeptPage(bytes, $"W/\"{XxHash3.HashToUInt64(bytes):x16}\"", type, tags, rendering?.Began ?? 0) { Headers = Headers };
        if (rendering is not null) context.RequestServices.GetRequiredService<PageCache>().Keep(rendering.Key, kept);
        return AnonymousPages.Send(context, kept);
    }
}
