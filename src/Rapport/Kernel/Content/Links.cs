using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Rapport.Kernel.Content;

/// Where content leads: outside links say whose they are, our own pictures load late and in a fitting size, others' pictures become links.
static partial class Links
{
    public static void Finish(IHtmlElement body, ISet<long> files)
    {
        foreach (var link in body.QuerySelectorAll("a").ToList()) Link(link, files);
        foreach (var picture in body.QuerySelectorAll("img").ToList()) Picture(picture, files);
    }

    static void Link(IElement link, ISet<long> files)
    {
        if (link.GetAttribute("href")?.Trim() is not { } href) return;
        if (href.Length == 0) link.RemoveAttribute("href");
        else if (IsLocal(href))
        {
            if (FileAddress.Read(href) is { } file) files.Add(file.Id);
        }
        else if (href[0] == '#') link.SetAttribute("href", "#c-" + href[1..]);
        else if (Schemed().IsMatch(href)) Outside(link);
        else if (Domain().IsMatch(href))
        {
            link.SetAttribute("href", "https://" + href);
            Outside(link);
        }
        else link.RemoveAttribute("href");
    }

    static void Outside(IElement link) => link.SetAttribute("rel", "ugc nofollow noopener");

    static void Picture(IElement picture, ISet<long> files)
    {
        var source = picture.GetAttribute("src")?.Trim() ?? "";
        if (IsLocal(source) && FileAddress.Read(source) is { } file)
        {
            files.Add(file.Id);
            Own(picture, file);
            return;
        }
        var words = picture.GetAttribute("alt") is { Length: > 0 } alt ? alt : source.Split('?', '#')[0].Split('/')[^1];
        if (words.Length == 0) words = source;
        var text = picture.Owner!.CreateTextNode(words);
        if (!Web().IsMatch(source) || picture.ParentElement?.Closest("a") is not null) { picture.Replace(text); return; }

        // No reader's browser is made to call on a third party: the picture is one click away instead.
        var link = picture.Owner!.CreateElement("a");
        link.SetAttribute("href", source);
        link.ClassName = "remote-image";
        Outside(link);
        link.AppendChild(text);
        picture.Replace(link);
    }

    static void Own(IElement picture, FileAddress file)
    {
        picture.SetAttribute("src", file.Path);
        picture.SetAttribute("loading", "lazy");
        picture.SetAttribute("decoding", "async");
        if (picture.GetAttribute("alt") is null) picture.SetAttribute("alt", "");
        if (file is not { Width: > 0, Height: > 0 }) return;
        picture.SetAttribute("width", $"{file.Width}");
        picture.SetAttribute("height", $"{file.Height}");
        if (file.Size != "large" || file.Width <= 480) return;
        picture.SetAttribute("srcset", $"{file.As("small")} 480w, {file.As("large")} {file.Width}w");
        picture.SetAttribute("sizes", "(max-width: 48rem) 100vw, 44rem");
    }

    static bool IsLocal(string address) => address.Length > 0 && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\'));

    [GeneratedRegex("^(?:https?://|mailto:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Schemed();

    [GeneratedRegex("^(?:https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Domain();
}
