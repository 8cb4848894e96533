using System.Globalization;
using System.IO.Hashing;
using System.Net;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;

namespace Rapport.Feed.Found;

/// GET /robots.txt, /sitemap.xml and its parts: what search engines are told. Pages that should not be found say so themselves.
public static class ShowSitemap
{
    public static IResult Robots(Installation installation) => Results.Text($"User-agent: *\nAllow: /\n\nSitemap: {installation.Address}/sitemap.xml\n");

    public static async Task Index(HttpContext context, Db db, SitemapIndex index)
    {
        var xml = await index.Xml(db);
        if (IsKnown(context, $"{XxHash3.HashToUInt64(xml):x16}")) return;
        await context.Response.Body.WriteAsync(xml, context.RequestAborted);
    }

    /// Written as it is read, whatever its size.
    public static async Task Part(string name, long part, HttpContext context, Db db, SitemapIndex index, Installation installation, Locale locale)
    {
        var source = index.Find(name);
        if (source is null || part < 0 || part > (1L << 53) / index.IdsPerPart) throw new NotFound();
        var (from, to) = (part * index.IdsPerPart, (part + 1) * index.IdsPerPart);
        var pages = source.Pages(db).Where(p => p.Id >= from && p.Id < to);
        var state = await pages.GroupBy(_ => 1).Select(g => new { Count = g.Count(), Last = g.Max(p => p.Id) }).FirstOrDefaultAsync() ?? throw new NotFound();
        var changed = source.KnowsChanges ? await pages.MaxAsync(p => p.Changed) : null;
        if (IsKnown(context, string.Create(CultureInfo.InvariantCulture, $"{state.Count}-{state.Last}-{(changed is { } at ? Instants.ToLong(at) : 0)}"))) return;

        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(false), 32 << 10, leaveOpen: true);
        await writer.WriteAsync("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">""" + "\n");
        await foreach (var page in pages.OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(context.RequestAborted))
        {
            var path = source.PathOf(page);
            var addresses = locale.All.Select(language => (Language: language, Address: WebUtility.HtmlEncode(installation.Address + Escaped(locale.In(language, path))))).ToList();
            var others = addresses.Count == 1 ? "" : string.Concat(addresses.Select(a => $"""<xhtml:link rel="alternate" hreflang="{a.Language}" href="{a.Address}"/>"""));
            foreach (var (_, address) in addresses) await writer.WriteAsync($"<url><loc>{address}</loc>{SitemapIndex.Changed(page.Changed)}{others}</url>\n");
        }
        await writer.WriteAsync("</urlset>\n");
    }

    /// Says what is sent; true where the crawler has it already.
    static bool IsKnown(HttpContext context, string state)
    {
        var (request, response, etag) = (context.Request, context.Response, $"W/\"{state}\"");
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "no-cache";
        response.ContentType = "application/xml; charset=utf-8";
        if (!request.Knows(etag)) return false;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// Letters of every script as an address carries them; what is escaped already stays.
    static string Escaped(string path) => string.Join('/', path.Split('/').Select(p => Uri.EscapeDataString(Uri.UnescapeDataString(p))));
}
