using System.Globalization;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Feed.Found;

/// The parts of the sitemap: of each source one for every block of ids, so that a page stays in its part for good. Kept by this
/// node until something happened and five minutes have passed, since it looks at every page.
public sealed class SitemapIndex(Installation installation, IEnumerable<SitemapSource> sources, TimeProvider clock)
{
    /// A part may hold fifty thousand addresses, and every page has one in each language.
    public long IdsPerPart { get; } = 50_000 / installation.Languages.Count;

    (byte[] Xml, long Head, DateTimeOffset At)? kept;

    public SitemapSource? Find(string name) => sources.FirstOrDefault(s => s.Name == name);

    public async Task<byte[]> Xml(Db db)
    {
        var (head, now) = (await EventLog.Head(db), clock.GetUtcNow());
        if (kept is { } known && (known.Head == head || now - known.At < TimeSpan.FromMinutes(5))) return known.Xml;
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">""" + "\n");
        foreach (var source in sources.OrderBy(s => s.Name, StringComparer.Ordinal))
            foreach (var part in await Parts(db, source))
                xml.Append(CultureInfo.InvariantCulture, $"<sitemap><loc>{installation.Address}/sitemaps/{source.Name}-{part.Number}.xml</loc>{Changed(part.Changed)}</sitemap>\n");
        var bytes = Encoding.UTF8.GetBytes(xml.Append("</sitemapindex>\n").ToString());
        kept = (bytes, head, now);
        return bytes;
    }

    async Task<List<(long Number, DateTimeOffset? Changed)>> Parts(Db db, SitemapSource source)
    {
        var size = IdsPerPart;
        if (!source.KnowsChanges) return (await source.Pages(db).Select(p => p.Id / size).Distinct().OrderBy(p => p).ToListAsync()).ConvertAll(p => (p, (DateTimeOffset?)null));
        var parts = await source.Pages(db).GroupBy(p => p.Id / size).Select(g => new { g.Key, Changed = g.Max(p => p.Changed) }).OrderBy(p => p.Key).ToListAsync();
        return parts.ConvertAll(p => (p.Key, p.Changed));
    }

    internal static string Changed(DateTimeOffset? at) => at is { } known ? $"<lastmod>{known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</lastmod>" : "";
}
