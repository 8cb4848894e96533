using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Rapport.Kernel.Content;

/// Members named in a text: typed as `@handle`, stored as `@[id]`, so that a changed or erased handle leaves no trace.
public static partial class Mentions
{
    /// The handles that a text names, to be looked up before it is stored.
    public static IReadOnlySet<string> Handles(string source) =>
        Outside(source, Handle()).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// The source to save: every known handle replaced by its member's id.
    public static string Store(string source, IReadOnlyDictionary<string, long> idByHandle)
    {
        var ids = new Dictionary<string, long>(idByHandle, StringComparer.OrdinalIgnoreCase);
        return Replace(source, Handle(), m => ids.TryGetValue(m.Groups[1].Value, out var id) ? $"@[{id}]" : null);
    }

    /// The ids in a stored source, to look their handles up.
    public static IReadOnlySet<long> Ids(string source) =>
        Outside(source, Stored()).Select(m => Id(m.Groups[1].Value)).OfType<long>().ToHashSet();

    /// The source to edit: ids shown as handles again.
    public static string Show(string source, IReadOnlyDictionary<long, string> handleById) =>
        Replace(source, Stored(), m => Id(m.Groups[1].Value) is { } id && handleById.TryGetValue(id, out var handle) ? "@" + handle : null);

    internal static long? Id(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= 16 && digits[0] != '0' && digits.IndexOfAnyExceptInRange('0', '9') < 0 && long.Parse(digits) is < 1L << 53 and var id ? id : null;

    static string Replace(string source, Regex what, Func<Match, string?> by)
    {
        var (result, at) = (new StringBuilder(source.Length), 0);
        foreach (var match in Outside(source, what))
            if (by(match) is { } text)
            {
                result.Append(source, at, match.Index - at).Append(text);
                at = match.Index + match.Length;
            }
        return at == 0 ? source : result.Append(source, at, source.Length - at).ToString();
    }

    /// Matches that stand in ordinary words: not in code, not in a formula, not in an address.
    static IEnumerable<Match> Outside(string source, Regex what)
    {
        if (!source.Contains('@') || Markdown.Parse(source) is not { } document) yield break;
        var closed = Closed(document).OrderBy(s => s.Start).ToList();
        var next = 0;
        foreach (Match match in what.Matches(source))
        {
            while (next < closed.Count && closed[next].End < match.Index) next++;
            if (next == closed.Count || closed[next].Start > match.Index) yield return match;
        }
    }

    static IEnumerable<SourceSpan> Closed(MarkdownDocument document)
    {
        foreach (var part in document.Descendants())
            if (part is CodeInline or CodeBlock or AutolinkInline or TexSyntax.Formula or TexSyntax.FormulaBlock or LinkReferenceDefinition) yield return part.Span;
            else if (part is LinkInline { IsAutoLink: true } bare) yield return bare.Span;
            else if (part is LinkInline { UrlSpan: { IsEmpty: false } address }) yield return address;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}_@/.\\-])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?)(?![A-Za-z0-9_@])")]
    private static partial Regex Handle();

    [GeneratedRegex(@"(?<![\p{L}\p{N}\\])@\[([1-9][0-9]{0,15})\]")]
    private static partial Regex Stored();
}
