using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Rapport.Governance.Lists;

/// Names of hosts, however they are written: in a link, bare in the words, or in letters of another script.
static partial class Hosts
{
    /// Of a link into the web that cannot be read: no list of hosts lets it pass.
    public const string Unreadable = "?";

    static readonly IdnMapping Idn = new();

    /// As they are compared; nothing for what is none.
    public static string? Of(string said)
    {
        var text = said.Trim().TrimEnd('.').ToLowerInvariant();
        if (text.Length is 0 or > 253) return null;
        string ascii;
        try { ascii = Idn.GetAscii(text).ToLowerInvariant(); }
        catch (ArgumentException) { return null; }
        return Shape().IsMatch(ascii) || ascii.Count(c => c == '.') == 3 && IPAddress.TryParse(ascii, out _) ? ascii : null;
    }

    /// Where a link leads, as browsers read it: https://url.spec.whatwg.org/#url-parsing.
    public static string? OfLink(string link)
    {
        var address = string.Concat(WebUtility.HtmlDecode(link).Where(c => c is not ('\t' or '\n' or '\r'))).Trim();
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return Of(Uri.UnescapeDataString(address[(address.LastIndexOf('@') + 1)..].Split('?')[0]));
        if (Web().Match(address) is { Success: true } web) return OfAuthority(web.Groups[1].Value);
        return Uri.TryCreate(address, UriKind.Absolute, out var to) && to.IdnHost.Length > 0 ? Of(to.IdnHost) : null;
    }

    static string OfAuthority(string authority)
    {
        var host = Uri.UnescapeDataString(Port().Replace(authority[(authority.LastIndexOf('@') + 1)..], ""));
        if (host.Any(c => c <= ' ' || "/\\?#@%".Contains(c))) return Unreadable;
        return Of(host) ?? (Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var to) && to.IdnHost.Length > 0 ? Of(to.IdnHost) ?? to.IdnHost : Unreadable);
    }

    /// Those that stand in the words without being a link.
    public static IEnumerable<string> In(string text) => Written().Matches(text).Select(m => Of(m.Value.Trim('-'))).OfType<string>();

    /// A host and everything below it.
    public static bool Covers(string listed, string host) => Of(listed) is { } above && (host == above || host.EndsWith("." + above, StringComparison.Ordinal));

    [GeneratedRegex(@"^(?:https?:[/\\]*|[/\\]{2,})([^/\\?#]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(":[0-9]*$")]
    private static partial Regex Port();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$")]
    private static partial Regex Shape();

    // Nothing is tried twice, however long the words are.
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{Nd}-])(?>[\p{L}\p{M}\p{Nd}-]+)(?:[.。．](?>[\p{L}\p{M}\p{Nd}-]+))+")]
    private static partial Regex Written();
}
