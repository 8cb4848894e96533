using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rapport.Tests.Worlds;

/// An answer of the server, as a test reads it.
public sealed partial class Response(string path, HttpResponseMessage answer, byte[] bytes)
{
    readonly Dictionary<string, string> headers = answer.Headers.Concat(answer.Content.Headers)
        .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);

    IHtmlDocument? html;

    public string Path { get; } = path;
    public int Status { get; } = (int)answer.StatusCode;
    public MediaTypeHeaderValue? Type { get; } = answer.Content.Headers.ContentType;

    /// Where the answer sends the browser; null where it does not.
    public string? Location => Header("Location");
    public byte[] Bytes => bytes;
    public string Body { get; } = Encoding.UTF8.GetString(bytes);
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(bytes);
    public IHtmlDocument Html => html ??= new HtmlParser().ParseDocument(Body);

    /// What a reader sees in the main part of the page, white space collapsed; the whole answer where it is no page.
    public string Text => Spaces().Replace((Type?.MediaType == "text/html" ? (Html.QuerySelector("main") ?? Html.Body!).TextContent : Body).Trim(), " ");

    /// How many commands the page asked of the database.
    public int? Queries => Header("Server-Timing") is { } timing && Figure().Match(timing) is { Success: true } found ? int.Parse(found.Groups[1].Value) : null;

    public string? Header(string name) => headers.GetValueOrDefault(name);

    public IElement? Find(string selector) => Html.QuerySelector(selector);
    public IReadOnlyList<IElement> All(string selector) => [.. Html.QuerySelectorAll(selector)];

    /// The form that is sent to this path (or whose action ends with it).
    public IHtmlFormElement Form(string action) =>
        All("form").Cast<IHtmlFormElement>().FirstOrDefault(f => (f.GetAttribute("action") ?? Path) == action)
        ?? All("form").Cast<IHtmlFormElement>().FirstOrDefault(f => (f.GetAttribute("action") ?? Path).EndsWith(action, StringComparison.Ordinal))
        ?? throw new Xunit.Sdk.XunitException($"{Path} ({Status}) has no form for {action}, only: {string.Join(", ", All("form").Select(f => f.GetAttribute("action")))}");

    public override string ToString() => $"{Status} {Path} {Location}\n{Text}";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(\d+) queries")]
    private static partial Regex Figure();
}
