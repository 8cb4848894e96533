using System.Text.Json;

namespace Rapport.Conversations;

/// What was sent to a verb, by a form or as JSON: one door for people and machines.
public sealed class Sent
{
    readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// A picture chosen in a form where no script runs.
    public IFormFile? Picture { get; private set; }

    public IReadOnlyDictionary<string, string> All => fields;

    public long? Number(string name) => long.TryParse(this[name], out var number) ? number : null;

    public static async ValueTask<Sent?> BindAsync(HttpContext context)
    {
        var sent = new Sent();
        var request = context.Request;
        if (request.HasJsonContentType())
        {
            try
            {
                foreach (var (name, value) in await request.ReadFromJsonAsync<Dictionary<string, JsonElement>>() ?? [])
                    sent.fields[name] = value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Array => string.Join(',', value.EnumerateArray()), JsonValueKind.Null => "", _ => value.GetRawText() };
            }
            // Half a character (\ud800) is no text.
            catch (Exception problem) when (problem is JsonException or InvalidOperationException) { throw new BadHttpRequestException("This is not JSON."); }
        }
        else if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            foreach (var (name, value) in form) sent.fields[name] = value.ToString();
            sent.Picture = form.Files["picture"];
        }
        return sent;
    }
}
