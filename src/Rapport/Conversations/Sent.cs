using System.Text.Json;
using Rapport.Kernel.Web;

namespace Rapport.Conversations;

/// What was sent to a verb, by a form or as JSON: one door for people and machines.
public sealed class Sent
{
    readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// Pictures chosen in a form where no script runs.
    public IReadOnlyList<IFormFile> Pictures { get; private set; } = [];

    FormState? state;

    /// Shown in the form again, should it be refused.
    public void Remember(string name, IEnumerable<string> values) => state?.Remember(name, [.. values]);

    public IReadOnlyDictionary<string, string> All => fields;

    public long? Number(string name) => long.TryParse(this[name], out var number) ? number : null;

    public static async ValueTask<Sent?> BindAsync(HttpContext context)
    {
        var sent = new Sent { state = context.RequestServices.GetService<FormState>() };
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
            sent.Pictures = [.. form.Files.Where(f => f.Name is "picture" or "pictures" && (f.Length > 0 || f.FileName.Length > 0))];
        }
        return sent;
    }
}
