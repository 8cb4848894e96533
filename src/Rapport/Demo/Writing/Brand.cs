using System.Reflection;
using System.Text.Json;

namespace Rapport.Demo.Writing;

/// The demo brand as it is written down: words and drawings, with neither ids nor dates yet.
public sealed record Brand(
    BrandSheet Card, IReadOnlyList<ProductSheet> Products, IReadOnlyList<SpaceSheet> Spaces,
    IReadOnlyList<TagSheet> Tags, IReadOnlyList<MemberSheet> Members, IReadOnlyList<TopicSheet> Topics)
{
    const string Root = "Demo/Brand/";
    static readonly Assembly Here = typeof(Brand).Assembly;
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// Reads everything; topics come oldest first.
    public static Brand Read()
    {
        var catalog = From<CatalogSheet>("products.json");
        return new(catalog.Brand, catalog.Products,
            From<SpaceSheet[]>("spaces.json"), From<TagSheet[]>("tags.json"), From<MemberSheet[]>("members.json"),
            [.. Names("topics/").SelectMany(name => TopicText.Parse(Text(name))).OrderBy(t => t.Day).ThenBy(t => t.Time)]);
    }

    /// A drawing (SVG) by its file name, e.g. `LIN-OAT.svg`, `logo.svg`, `hero.svg`.
    public static Stream Picture(string name) => Open("pictures/" + name);

    public static IEnumerable<string> Pictures() => Names("pictures/").Select(name => name["pictures/".Length..]);

    static IEnumerable<string> Names(string folder) => Here.GetManifestResourceNames()
        .Select(name => name.Replace('\\', '/'))
        .Where(name => name.StartsWith(Root + folder, StringComparison.Ordinal))
        .Select(name => name[Root.Length..])
        .Order(StringComparer.Ordinal);

    static Stream Open(string name) => Here.GetManifestResourceStream(Root + name)
        ?? throw new FileNotFoundException("The demo brand has no such file.", name);

    static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    static T From<T>(string name) => JsonSerializer.Deserialize<T>(Text(name), Json)!;

    sealed record CatalogSheet(BrandSheet Brand, ProductSheet[] Products);
}
