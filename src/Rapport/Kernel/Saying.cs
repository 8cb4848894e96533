using System.Text.Json;

namespace Rapport.Kernel;

/// A refusal that is stored, to be said later in the language of whoever reads it.
public static class Saying
{
    public static string? Keep(Refused refused) => refused.Arguments.Count == 0 ? null : JsonSerializer.Serialize(refused.Arguments.ToDictionary(a => a.Name, a => a.Value));

    public static Refused Tell(string message, string? arguments) => new(message, arguments is null ? []
        : [.. JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)!.Select(a => (a.Key, a.Value.ValueKind == JsonValueKind.Number ? (object)a.Value.GetInt64() : a.Value.ToString()))]);
}
