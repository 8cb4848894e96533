using System.Collections.Frozen;
using System.Text.Json;

namespace Rapport.Kernel.Languages;

/// The words of one language, by their English. Plural entries are objects of CLDR categories.
public sealed class Catalog
{
    readonly FrozenDictionary<string, JsonElement> words;

    Catalog(string code, Dictionary<string, JsonElement> words) => (Code, this.words) = (code, words.ToFrozenDictionary());

    public string Code { get; }

    public IEnumerable<string> Keys => words.Keys;

    public static Catalog Of(string code)
    {
        using var stream = typeof(Catalog).Assembly.GetManifestResourceStream($"Languages/{code}.json");
        return new(code, stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!);
    }

    public string Find(string english, decimal? count) => !words.TryGetValue(english, out var found) ? Plural.English(english, count)
        : found.ValueKind == JsonValueKind.String ? found.GetString()!
        : found.TryGetProperty(Plural.Category(Code, count ?? 0), out var form) ? form.GetString()! : found.GetProperty("other").GetString()!;
}

/// Which plural form a number takes, by the rules of CLDR for the languages we ship.
public static class Plural
{
    public static string Category(string language, decimal n) => language switch
    {
        "ar" => (n, n % 100) switch
        {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, >= 3 and <= 10) when n == decimal.Truncate(n) => "few",
            (_, >= 11 and <= 99) when n == decimal.Truncate(n) => "many",
            _ => "other",
        },
        _ => n == 1 ? "one" : "other",
    };

    /// "{n} answer|{n} answers": the singular before the bar.
    public static string English(string key, decimal? count)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? key : count == 1 ? key[..bar] : key[(bar + 1)..];
    }
}
