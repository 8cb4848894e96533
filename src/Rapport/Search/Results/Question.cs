using System.Globalization;
using Rapport.Kernel.Content;
using Rapport.Search.Index;

namespace Rapport.Search.Results;

public enum Since { Ever, Week, Month, Year }

/// What a visitor asks for, as the address of the page says it: words, chosen facets, order and page.
public sealed record Question(string Text)
{
    const int MostChosen = 10;

    public IReadOnlyList<DocumentKind> Kinds { get; init; } = [];
    public IReadOnlyList<long> Products { get; init; } = [];
    public IReadOnlyList<long> Spaces { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public bool? Solved { get; init; }
    public Since Since { get; init; }
    public bool Newest { get; init; }
    public int Page { get; init; } = 1;

    public bool IsNarrowed => Kinds.Count + Products.Count + Spaces.Count + Tags.Count > 0 || Solved is not null || Since != Since.Ever;

    /// The same words without a choice.
    public Question Everywhere => new(Text) { Newest = Newest };

    public static Question Of(IQueryCollection asked) => new(Cut(Characters.Line(asked["q"].FirstOrDefault() ?? "")))
    {
        Kinds = [.. Said(asked, "kind").Select(k => Enum.TryParse<DocumentKind>(k, true, out var kind) && Enum.IsDefined(kind) ? kind : (DocumentKind?)null).OfType<DocumentKind>().Distinct()],
        Products = Numbers(asked, "product"),
        Spaces = Numbers(asked, "space"),
        Tags = [.. Said(asked, "tag").Select(t => Characters.Line(t)).Where(t => t.Length is > 0 and <= 100).Distinct()],
        Solved = asked["solved"].FirstOrDefault() switch { "yes" => true, "no" => false, _ => null },
        Since = Enum.TryParse<Since>(asked["since"].FirstOrDefault(), true, out var since) && Enum.IsDefined(since) ? since : Since.Ever,
        Newest = asked["order"].FirstOrDefault() == "newest",
        Page = int.TryParse(asked["page"].FirstOrDefault(), CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 50) : 1,
    };

    /// The address that asks this; a changed question begins at the first page.
    public string Path => "/search?" + string.Join('&', Fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    public IEnumerable<(string Name, string Value)> Fields => [("q", Text), .. Choices, .. Newest ? [("order", "newest")] : Array.Empty<(string, string)>()];

    /// What goes along when other words are typed.
    public IReadOnlyList<(string Name, string Value)> Choices =>
    [
        .. Kinds.Select(k => ("kind", k.ToString().ToLowerInvariant())),
        .. Products.Select(p => ("product", Number(p))),
        .. Spaces.Select(s => ("space", Number(s))),
        .. Tags.Select(t => ("tag", t)),
        .. Solved is { } solved ? [("solved", solved ? "yes" : "no")] : Array.Empty<(string, string)>(),
        .. Since != Since.Ever ? [("since", Since.ToString().ToLowerInvariant())] : Array.Empty<(string, string)>(),
    ];

    public static IReadOnlyList<T> Toggled<T>(IReadOnlyList<T> chosen, T value) => chosen.Contains(value) ? [.. chosen.Where(c => !Equals(c, value))] : [.. chosen, value];

    internal static string Cut(string text) => text.Length <= 2_000 ? text : text[..(char.IsHighSurrogate(text[1_999]) ? 1_999 : 2_000)];

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static IEnumerable<string> Said(IQueryCollection asked, string name) => asked[name].OfType<string>().Take(MostChosen);

    static IReadOnlyList<long> Numbers(IQueryCollection asked, string name) =>
        [.. Said(asked, name).Select(n => long.TryParse(n, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(n => n > 0).Distinct()];
}
