using System.Net;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Content;

/// What fills the placeholders of a rendered text at the moment it is shown: names by member, authors' names by quoted post.
public sealed record Names(IReadOnlyDictionary<long, string> Members, IReadOnlyDictionary<long, string> Authors, string Nobody)
{
    /// The members whom the quoted posts are by.
    public IReadOnlyCollection<long> Quoted { get; init; } = [];

    /// Everybody who is named: what is kept with these names goes when one of them changes.
    public IEnumerable<long> People => Members.Keys.Concat(Quoted);
}

/// Stored HTML names nobody; these empty links take the names when it is shown, so that an erased member is gone everywhere at once.
public static partial class Placeholders
{
    public static string Mention(long id) => $"<a class=\"mention\" href=\"/members/{id}\" data-member=\"{id}\"></a>";

    public static string Quote(long id) => $"<a class=\"quoted\" href=\"/posts/{id}\" data-post=\"{id}\"></a>";

    /// Prefix is the language's ("/ar"), or the site's whole address for mail.
    public static string Fill(string html, Names names, string prefix = "")
    {
        if (!html.Contains("\"></a>", StringComparison.Ordinal)) return html;
        return Empty().Replace(html, match =>
        {
            var (kind, id) = (match.Groups[1].Value, long.Parse(match.Groups[2].ValueSpan));
            return kind == "mention"
                ? names.Members.TryGetValue(id, out var member)
                    ? $"<a class=\"mention\" href=\"{prefix}/members/{id}\" data-member=\"{id}\">@<bdi>{WebUtility.HtmlEncode(member)}</bdi></a>"
                    : $"<span class=\"mention\">@{WebUtility.HtmlEncode(names.Nobody)}</span>"
                : $"<a class=\"quoted\" href=\"{prefix}/posts/{id}\" data-post=\"{id}\"><bdi>{WebUtility.HtmlEncode(names.Authors.GetValueOrDefault(id, names.Nobody))}</bdi></a>";
        });
    }

    // Written by us only, and serialised in this one way; quotes inside attributes are escaped, so no text can forge it.
    [GeneratedRegex("""<a class="(mention|quoted)" href="/(?:members|posts)/([0-9]{1,16})" data-(?:member|post)="[0-9]{1,16}"></a>""")]
    private static partial Regex Empty();
}
