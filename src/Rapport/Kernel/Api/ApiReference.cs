using System.Text.Json;
using Rapport.Kernel.Pages;

namespace Rapport.Kernel.Api;

/// The document as a page shows it.
public sealed record ApiReference(IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiSchema> Schemas)
{
    /// GET /api: the reference, for people.
    public static async Task<IResult> Show(ApiDocument document) => Page.Of<ReferencePage>(new { Reference = await document.Read() }).Tagged("api");

    public static ApiReference Of(JsonElement document) => new(
        [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(o => Operation(path.Name, o))).GroupBy(o => o.Group).OrderBy(g => Order.IndexOf(g.Key) is var at and >= 0 ? at : Order.Count).Select(g => new ApiGroup(g.Key, [.. g]))],
        [.. document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => Schema(s.Name, s.Value)).OrderBy(s => s.Name, StringComparer.Ordinal)]);

    /// From what most programs want to what few administrators do; a group that is not named comes last.
    static readonly List<string> Order = ["Tokens", "Me", "Members", "Spaces", "Topics", "Posts", "Tags", "Following and drafts", "Search", "Notices", "Files", "Products", "Moderation", "People", "Audiences", "Measures", "Catalogue", "Shops and orders", "Webhooks", "Settings"];

    static ApiOperation Operation(string path, JsonProperty said)
    {
        var operation = said.Value;
        var parameters = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(p => p.TryGetProperty("name", out _))
            .Select(p => new ApiField(p.GetProperty("name").GetString()!, TypeOf(p.GetProperty("schema")), p.TryGetProperty("required", out var needed) && needed.GetBoolean(), Text(p, "description"))) : [];
        var (body, content) = operation.TryGetProperty("requestBody", out var request) && request.GetProperty("content").EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } sent ? (TypeOf(sent.Value.GetProperty("schema")), sent.Name) : (null, null);
        var answer = operation.GetProperty("responses").EnumerateObject().First(r => r.Name[0] == '2');
        var shown = answer.Value.TryGetProperty("content", out var types) && types.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } type && type.Value.TryGetProperty("schema", out var schema) ? TypeOf(schema) : null;
        return new(operation.GetProperty("tags")[0].GetString()!, operation.GetProperty("operationId").GetString()!, said.Name.ToUpperInvariant(), path, operation.GetProperty("summary").GetString()!, Text(operation, "description"),
            operation.GetProperty("security")[0].EnumerateObject().First().Value.EnumerateArray().Select(s => s.GetString()).FirstOrDefault(), [.. parameters], body, content, answer.Name, shown);
    }

    static ApiSchema Schema(string name, JsonElement schema)
    {
        var needed = schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()).ToHashSet() : [];
        var example = schema.TryGetProperty("examples", out var examples) ? JsonSerializer.Serialize(examples[0], Written) : null;
        return new(name, schema.TryGetProperty("properties", out var fields) ? [.. fields.EnumerateObject().Select(f => new ApiField(f.Name, TypeOf(f.Value), needed.Contains(f.Name), Text(f.Value, "description")))] : [],
            schema.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)] : [], example);
    }

    static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static ApiType TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return new(reference.GetString()!.Split('/')[^1], true);
        foreach (var either in new[] { "oneOf", "anyOf", "allOf" })
            if (schema.TryGetProperty(either, out var choices)) return choices.EnumerateArray().Select(TypeOf).FirstOrDefault(t => t.Name != "null") ?? new("object", false);
        if (!schema.TryGetProperty("type", out var type)) return new("object", false);
        var name = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).FirstOrDefault(t => t != "null") ?? "null" : type.GetString()!;
        return name == "array" && schema.TryGetProperty("items", out var items) ? TypeOf(items) with { Many = true } : new(Text(schema, "format") is "date-time" or "binary" ? Text(schema, "format")! : name, false);
    }

    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;
}

public sealed record ApiGroup(string Name, IReadOnlyList<ApiOperation> Operations)
{
    public string Anchor => "group-" + Name.ToLowerInvariant().Replace(' ', '-');
}

public sealed record ApiOperation(string Group, string Id, string Method, string Path, string Summary, string? Words, string? Scope, IReadOnlyList<ApiField> Parameters, ApiType? Body, string? Content, string Status, ApiType? Answer);

public sealed record ApiSchema(string Name, IReadOnlyList<ApiField> Fields, IReadOnlyList<string> Values, string? Example);

public sealed record ApiField(string Name, ApiType Type, bool Needed, string? Words);

/// What a value is: a plain kind, or one of the schemas, or many of them.
public sealed record ApiType(string Name, bool IsSchema, bool Many = false);
