using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Rapport.Governance.Lists;

/// Names of hosts, however they are written: in a link, bare in the words, or in letters of another script.
static partial class Hosts
{
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

    /// Where a link leads.
    public static string? OfLink(string link)
    {
        var address = WebUtility.HtmlDecode(link);
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return Of(address[(address.LastIndexOf('@') + 1)..].Split('?')[0]);
        if (address.StartsWith("//", StringComparison.Ordinal)) address = "https:" + address;
        return Uri.TryCreate(address, UriKind.Absolute, out var to) && to.IdnHost.Length > 0 ? Of(to.IdnHost) : null;
    }

    /// Those that stand in the words without being a link.
    public static IEnumerable<string> In(string text) => Written().Matches(text).Select(m => Of(m.Value.Trim('-'))).OfType<string>();

    /// A host and everything below it.
    public static bool Covers(string listed, string host) => Of(listed) is { } above && (host == above || host.EndsWith("." + above, StringComparison.Ordinal));

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$")]
    private static partial Regex Shape();

    // Nothing is tried twice, however long the words are.
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{Nd}-])(?>[\p{L}\p{M}\p{Nd}-]+)(?:[.。．](?>[\p{L}\p{M}\p{Nd}-]+))+")]
    private static partial Regex Written();
}
