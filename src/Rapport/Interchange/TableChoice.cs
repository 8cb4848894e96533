using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Kernel;
using Rapport.Kernel.Tables;

namespace Rapport.Interchange;

/// What whoever hands a table in says of it, because the table does not.
public record TableChoice
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// Where it is neither UTF-8 nor marked.
    public string? Encoding { get; init; }

    /// Whether 03/04/2025 is the third of April.
    public bool? DayFirst { get; init; }

    /// Null where nothing was said.
    public static TableChoice? Of(string? encoding, bool? dayFirst)
    {
        if (encoding is not null) Table.EncodingOf([], encoding);
        return encoding is null && dayFirst is null ? null : new() { Encoding = encoding, DayFirst = dayFirst };
    }

    /// As a form says it.
    public static bool? DayIsFirst(string? days) => days switch { "first" => true, "second" => false, _ => null };

    public static TableChoice Read(string? said) => Read<TableChoice>(said);

    protected static T Read<T>(string? said) where T : TableChoice, new()
    {
        if (said is null) return new();
        try { return JsonSerializer.Deserialize<T>(said, json) ?? new(); }
        catch (JsonException) { throw new Refused("What was chosen for this list cannot be read. Hand the list in again."); }
    }

    public string Write() => JsonSerializer.Serialize(this, GetType(), json);
}
