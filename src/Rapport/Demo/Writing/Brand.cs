using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rapport.Demo.Writing;

/// The demo brand as it is written down: words and drawings, with neither ids nor dates yet.
public sealed partial record Brand(
    BrandSheet Card, IReadOnlyList<ProductSheet> Products, IReadOnlyList<SpaceSheet> Spaces,
    IReadOnlyList<TagSheet> Tags, IReadOnlyList<MemberSheet> Members, IReadOnlyList<TopicSheet> Topics, IReadOnlyList<ReviewSheet> Reviews, DeskSheet Desk, TrustSheet Trust)
{
    const string Root = "Demo/Brand/";
    static readonly Assembly Here = typeof(Brand).Assembly;
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// Reads everything; topics and reviews come oldest first.
    public static Brand Read()
    {
        var catalog = From<CatalogSheet>("products.json");
        return new(catalog.Brand, catalog.Products,
            From<SpaceSheet[]>("spaces.json"), From<TagSheet[]>("tags.json"), From<MemberSheet[]>("members.json"),
            [.. In("topics/").Select(TopicSheet.Of).OrderBy(t => t.Day).ThenBy(t => t.Time)], [.. In("reviews/").Select(ReviewSheet.Of).OrderBy(r => r.Day).ThenBy(r => r.Time)], From<DeskSheet>("desk.json"), From<TrustSheet>("trust.json"));
    }

    /// A drawing (SVG) by its file name, e.g. `LIN-OAT.svg`, `logo.svg`, `hero.svg`.
    public static Stream Picture(string name) => Open("pictures/" + name);

    /// The reviews of an earlier shop, as Judge.me hands them out; their dates are days counted from today.
    public static string EarlierReviews(DateOnly today) => DayMark().Replace(Text("judgeme.csv"), m => today.AddDays(int.Parse(m.Value, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 10:00:00 UTC");

    public static IEnumerable<string> Pictures() => Names("pictures/").Select(name => name["pictures/".Length..]);

    static IEnumerable<Block> In(string folder) => Names(folder).Where(name => name.EndsWith(".md", StringComparison.Ordinal)).SelectMany(name => Blocks.Parse(Text(name)));

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

    [GeneratedRegex(@"(?<=,)-\d{3,4}(?=,)")]
    private static partial Regex DayMark();

    sealed record CatalogSheet(BrandSheet Brand, ProductSheet[] Products);
}
