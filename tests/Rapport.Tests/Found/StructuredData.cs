using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rapport.Tests.Found;

/// What search engines ask of JSON-LD, written from their rules and not from our code: required properties, forms of dates,
/// addresses and figures, and that nothing in it can end the script element.
static partial class StructuredData
{
    public static List<JsonElement> Of(Response page) => [.. page.All("script[type='application/ld+json']").Select(script =>
    {
        Assert.DoesNotContain("<", script.TextContent);
        return JsonSerializer.Deserialize<JsonElement>(script.TextContent);
    })];

    /// Everything that is wrong with it.
    public static List<string> Problems(JsonElement data)
    {
        var problems = new List<string>();
        if (Text(data, "@context") is not ("https://schema.org" or "https://schema.org/")) problems.Add("no @context");
        Look(data, problems);
        return problems;
    }

    static void Look(JsonElement it, List<string> problems)
    {
        if (it.ValueKind == JsonValueKind.Array) { foreach (var one in it.EnumerateArray()) Look(one, problems); return; }
        if (it.ValueKind != JsonValueKind.Object) return;
        var types = Types(it);
        if (types.Count == 0) problems.Add("an object without @type");
        foreach (var type in types) problems.AddRange(Rules(type, it).Select(p => $"{type}: {p}"));
        foreach (var property in it.EnumerateObject())
        {
            Form(property.Name, property.Value, problems);
            Look(property.Value, problems);
        }
    }

    static void Form(string name, JsonElement value, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Null || value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0) problems.Add($"{name} is empty");
        if (name.StartsWith("date", StringComparison.Ordinal) && !Instant().IsMatch(value.ToString())) problems.Add($"{name} is no instant with a zone: {value}");
        if (name is "url" or "item" or "image" or "@id")
            problems.AddRange(Strings(value).Where(a => !Uri.TryCreate(a, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")).Select(a => $"{name} is not absolute: {a}"));
    }

    static IEnumerable<string> Rules(string type, JsonElement it) => type switch
    {
        "QAPage" or "ProfilePage" => Needs(it, "mainEntity"),
        "Question" => [.. Needs(it, "name", "answerCount", "text", "datePublished", "author"), .. Question(it)],
        "Answer" => Needs(it, "text", "url", "datePublished", "author"),
        "DiscussionForumPosting" => Needs(it, "author", "datePublished", "text", "headline", "url"),
        "Comment" => Needs(it, "text", "author", "datePublished"),
        "Person" => [.. Needs(it, "name"), .. If((Text(it, "name")?.Length ?? 0) >= 100, "name is too long")],
        "Product" => [.. Needs(it, "name"), .. If(!Has(it, "offers") && !Has(it, "review") && !Has(it, "aggregateRating"), "has neither offers nor review nor aggregateRating")],
        "Offer" => [.. Needs(it, "price", "priceCurrency", "availability"), .. If(!it.TryGetProperty("price", out var price) || !Price().IsMatch(price.ToString()), "price is no plain figure"),
            .. If(Text(it, "priceCurrency") is not { Length: 3 }, "priceCurrency is no code"), .. If(Text(it, "availability")?.StartsWith("https://schema.org/", StringComparison.Ordinal) != true, "availability is no schema.org value")],
        "BreadcrumbList" => [.. Needs(it, "itemListElement"), .. it.GetProperty("itemListElement").EnumerateArray().Where((step, i) => Count(step, "position") != i + 1).Select(_ => "positions do not count from one")],
        "ListItem" => Needs(it, "position", "name", "item"),
        "AggregateRating" => [.. Needs(it, "ratingValue"), .. If(Count(it, "reviewCount") + Count(it, "ratingCount") < 1, "counts nobody")],
        "WebSite" => Needs(it, "name", "url"),
        "Brand" or "SearchAction" or "InteractionCounter" or "Article" or "ImageObject" => [],
        _ => ["a type nobody checks"],
    };

    static IEnumerable<string> Question(JsonElement it)
    {
        var (accepted, suggested) = (it.TryGetProperty("acceptedAnswer", out var one) ? one : default, it.TryGetProperty("suggestedAnswer", out var many) ? many : default);
        if (accepted.ValueKind == JsonValueKind.Array && accepted.GetArrayLength() != 1) yield return "more than one accepted answer";
        var given = (accepted.ValueKind == JsonValueKind.Undefined ? 0 : 1) + (suggested.ValueKind == JsonValueKind.Array ? suggested.GetArrayLength() : 0);
        if (given > Count(it, "answerCount")) yield return "more answers than answerCount";
        if (given == 0 && Count(it, "answerCount") > 0) yield return "answers are counted but none is given";
    }

    static IEnumerable<string> If(bool wrong, string problem) => wrong ? [problem] : [];

    static IEnumerable<string> Needs(JsonElement it, params string[] names) => names.Where(n => !Has(it, n)).Select(n => $"has no {n}");

    static bool Has(JsonElement it, string name) => it.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    static string? Text(JsonElement it, string name) => it.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static int Count(JsonElement it, string name) => it.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

    public static List<string> Types(JsonElement it) => it.TryGetProperty("@type", out var type) ? [.. Strings(type)] : [];

    static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d+(?:\.\d+)?$")]
    private static partial Regex Price();
}
