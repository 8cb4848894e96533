using AngleSharp.Html.Dom;

namespace Rapport.Kernel.Content;

/// Content to HTML that is safe to show to anyone, whoever wrote it.
public static class Renderer
{
    /// Raised whenever the same source would come out differently; what carries a lower one is rendered again.
    public const int Version = 1;

    /// Beyond this, only the beginning is shown; entities refuse long before.
    const int Longest = 300_000;

    public static Rendered Render(Content content)
    {
        var files = new SortedSet<long>();
        var body = Prepare(content, files);

        var text = PlainText.Of(body);
        var excerpt = PlainText.Excerpt(body, text);
        var hasMath = Formulas.Render(body);   // after sanitising: no MathML but our own gets in
        return new(Markup.Inside(body), Version, text, excerpt, Ids(body, "a.mention", "data-member"), Ids(body, "blockquote[data-post]", "data-post"), [.. files], hasMath);
    }

    /// Safe and fitted into our pages, formulas still as they were written.
    internal static IHtmlElement Prepare(Content content, ISet<long> files)
    {
        var source = Characters.Clean(content.Source.Length > Longest ? content.Source[..Longest] : content.Source);
        var ours = content.Format == ContentFormat.Markdown;
        var body = AllowList.Clean(ours ? Markdown.ToHtml(source) : source, ours);
        Finish.Attributes(body);
        Links.Finish(body, files);
        Finish.Quotes(body);
        Finish.Blocks(body);
        if (!ours) Formulas.Find(body);
        return body;
    }

    internal static IReadOnlyList<long> Ids(IHtmlElement body, string which, string attribute) =>
        [.. body.QuerySelectorAll(which).Select(e => Mentions.Id(e.GetAttribute(attribute))).OfType<long>().Distinct()];
}
