using System.Net;
using System.Text.RegularExpressions;

namespace Rapport.Bench.Pages;

/// What a browser that comes for the first time has to fetch for a topic: the page, styles, scripts, fonts and icons, compressed as the server sends them; pictures that members posted aside.
static partial class FirstVisit
{
    public static void Print(Running server, string path)
    {
        var fetched = new Dictionary<string, (string Kind, int Bytes)>();
        Fetch(server, path, "page", fetched);
        Console.WriteLine($"  first visit     {fetched.Values.Sum(f => f.Bytes) / 1024.0:0.0} KB in {fetched.Count} requests: {string.Join(", ", fetched.Values.GroupBy(f => f.Kind).Select(g => $"{g.Key} {g.Sum(f => f.Bytes) / 1024.0:0.0}"))}");
    }

    static void Fetch(Running server, string path, string kind, Dictionary<string, (string, int)> fetched)
    {
        if (fetched.ContainsKey(path)) return;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br");
        using var answer = server.Client.Send(request);
        var bytes = answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        fetched[path] = (kind, bytes.Length);
        if (kind is not ("page" or "css")) return;
        var text = server.Client.GetStringAsync(path).GetAwaiter().GetResult();
        foreach (Match found in (kind == "page" ? Referred() : Imported()).Matches(text))
        {
            var to = new Uri(new Uri(server.Client.BaseAddress!, path), WebUtility.HtmlDecode(found.Groups[1].Value));
            if (to.Host == server.Client.BaseAddress!.Host && to.Fragment.Length == 0 | to.AbsolutePath.EndsWith(".svg", StringComparison.Ordinal)) Fetch(server, to.AbsolutePath, Kind(to.AbsolutePath), fetched);
        }
    }

    static string Kind(string path) => Path.GetExtension(path) switch { ".css" => "css", ".js" => "js", ".woff2" => "fonts", _ => "icons" };

    [GeneratedRegex("""(?:href|src)="([^"]+\.(?:css|js|woff2|svg|ico)(?:[?#][^"]*)?)["]""")]
    private static partial Regex Referred();

    [GeneratedRegex("""url\(["']?([^"')]+\.(?:css|woff2|svg))["']?\)""")]
    private static partial Regex Imported();
}
