using System.Collections.Concurrent;

namespace Rapport.Insight.Visits;

/// Programs that read pages without anybody looking. Told by what they say of themselves, and by what every browser says and they do not.
public static class Robots
{
    const int MostKnown = 5_000;

    /// Parts of names that programs give themselves; looked for in small letters. Add what a log shows.
    static readonly string[] Names =
    [
        "bot", "crawl", "spider", "slurp", "scrap", "fetch", "archiv", "index", "preview", "facebookexternalhit", "embedly", "whatsapp", "telegram", "monitor", "uptime", "pingdom", "statuscake", "lighthouse", "pagespeed",
        "headless", "phantom", "selenium", "playwright", "puppeteer", "curl", "wget", "httpie", "python", "java/", "okhttp", "go-http", "ruby", "perl", "libwww", "axios", "node-fetch", "undici", "guzzle", "http_", "http-",
        "feed", "rss", "scan", "nmap", "nikto", "zgrab", "masscan", "validator", "checker", "gptbot", "claude", "chatgpt", "perplexity", "bytespider", "censys", "semrush", "ahrefs", "dataprovider", "yandex.com/bots", "mediapartners",
    ];

    static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public static bool Sent(IHeaderDictionary headers) =>
        headers.AcceptLanguage is not [{ Length: > 0 }, ..] || headers.UserAgent is not [{ Length: > 0 } name] || Is(name);

    static bool Is(string name)
    {
        if (Known.TryGetValue(name, out var known)) return known;
        if (Known.Count >= MostKnown) Known.Clear();
        // Telephones of this make are no robots.
        var plain = name.Replace("cubot", "", StringComparison.OrdinalIgnoreCase);
        return Known[name] = !name.StartsWith("Mozilla/", StringComparison.Ordinal) && !name.StartsWith("Opera/", StringComparison.Ordinal)
            || name.Length > 512 || Names.Any(part => plain.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
