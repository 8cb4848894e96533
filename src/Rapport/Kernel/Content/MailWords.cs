using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rapport.Kernel.Content;

/// Content as a mail says it: formulas as they were written, since mail readers know no MathML; whole addresses; nothing fetched from anybody else.
public sealed class MailWords
{
    static readonly string[] OfPages = ["srcset", "sizes", "loading", "decoding", "tabindex", "data-member", "data-post", "class", "id"];

    readonly string html;

    MailWords(IHtmlElement body)
    {
        (Mentions, Quotes) = (Renderer.Ids(body, "a.mention", "data-member"), Renderer.Ids(body, "blockquote[data-post]", "data-post"));
        html = Markup.Inside(body);
    }

    public IReadOnlyList<long> Mentions { get; }
    public IReadOnlyList<long> Quotes { get; }

    public static MailWords Of(Content content) => new(Renderer.Prepare(content, new SortedSet<long>()));

    /// The two halves of a mail. The address is the site's, the prefix the language's.
    public (string Html, string Text) Say(Names names, string address, string prefix)
    {
        var body = new HtmlParser().ParseDocument($"<body>{Placeholders.Fill(html, names, prefix)}").Body!;
        var text = PlainText.Of(body);
        foreach (var element in body.QuerySelectorAll("*"))
        {
            foreach (var name in new[] { "href", "src" })
                if (element.GetAttribute(name) is ['/', ..] path) element.SetAttribute(name, address + path);
                else if (element.GetAttribute(name) is ['#', ..]) element.RemoveAttribute(name);
            if (element is IHtmlImageElement) element.SetAttribute("style", "max-width:100%;height:auto");
            foreach (var name in OfPages) element.RemoveAttribute(name);
        }
        return (Markup.Inside(body), text);
    }
}
