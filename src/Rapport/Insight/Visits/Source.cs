namespace Rapport.Insight.Visits;

/// Where a visit came from. Only the kind of place is told; the address it came from is looked at and forgotten.
static class Source
{
    static readonly string[] Search = ["google", "bing", "duckduckgo", "ecosia", "yahoo", "yandex", "baidu", "qwant", "startpage", "kagi", "brave", "naver", "seznam", "sogou", "mojeek", "swisscows", "metager"];
    static readonly string[] Assistants = ["chatgpt", "openai", "perplexity", "claude", "gemini", "copilot", "mistral", "deepseek", "phind", "you"];
    static readonly string[] Social = ["facebook", "fb", "instagram", "threads", "twitter", "x", "t", "linkedin", "lnkd", "reddit", "youtube", "youtu", "tiktok", "pinterest", "tumblr", "vk", "weibo", "bsky", "mastodon", "snapchat", "whatsapp", "telegram", "discord", "quora", "twitch"];
    static readonly string[] Mail = ["mail", "webmail", "outlook", "gmail", "email", "newsletter", "com.google.android.gm"];

    /// Null where the visitor was here already and goes from page to page.
    public static Fact? Of(HttpRequest request)
    {
        var referer = request.Headers.Referer is [{ Length: > 0 } said] && Uri.TryCreate(said, UriKind.Absolute, out var address) ? address : null;
        if (referer is not null && string.Equals(referer.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)) return null;
        if (request.Headers["Sec-Fetch-Site"] == "same-origin") return null;
        if (request.QueryString.HasValue && Told(request.Query) is { } told) return told;
        return referer is null ? Fact.Direct : OfHost(referer.Host);
    }

    /// utm_medium and utm_source, as whoever placed the link says it.
    static Fact? Told(IQueryCollection query) => OfMedium(query["utm_medium"]) ?? OfMedium(query["utm_source"]) ?? (query["utm_source"] is [{ Length: > 0 and < 100 } source] ? OfHost(source) : null);

    static Fact? OfMedium(string? said) => said?.ToLowerInvariant() switch
    {
        "email" or "e-mail" or "mail" or "newsletter" => Fact.Mail,
        "social" or "social-media" => Fact.Social,
        "organic" or "cpc" or "ppc" => Fact.SearchEngine,
        _ => null,
    };

    /// By the labels of the host: mail.google.com is mail, www.google.co.uk a search engine, google-fan.example another site.
    internal static Fact OfHost(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        bool Any(string[] names) => labels.Length == 1 ? names.Contains(labels[0]) : labels.SkipLast(1).Any(l => names.Contains(l) && (l.Length > 3 || labels.Length <= 3 && labels[^2] == l));
        return Mail.Contains(host) || Mail.Contains(labels[0]) ? Fact.Mail : Any(Assistants) ? Fact.Assistant : Any(Search) ? Fact.SearchEngine : Any(Social) ? Fact.Social : Fact.Site;
    }
}
