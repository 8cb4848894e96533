using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace Rapport.Kernel.Content;

/// Our Markdown: CommonMark with tables, strikethrough, bare links, formulas and mentions; a line end is a line end; HTML is only text.
static partial class Markdown
{
    static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = 80 }
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .UseSoftlineBreakAsHardlineBreak()
        .DisableHtml()
        .Use<TexSyntax>()
        .Use<MentionSyntax>()
        .Use<Restraint>()
        .Build();

    public static string ToHtml(string source)
    {
        try { if (!Bottomless().IsMatch(source)) return Markdig.Markdown.ToHtml(source, pipeline); }
        catch (ArgumentException) { }
        return $"<p>{WebUtility.HtmlEncode(source)}</p>";   // nested deeper than anybody means
    }

    public static MarkdownDocument? Parse(string source)
    {
        try { return Bottomless().IsMatch(source) ? null : Markdig.Markdown.Parse(source, pipeline); }
        catch (ArgumentException) { return null; }
    }

    /// A line that opens forty quotes or lists.
    [GeneratedRegex(@"^(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)])(?=[ \t>])){40}", RegexOptions.Multiline)]
    private static partial Regex Bottomless();
}
