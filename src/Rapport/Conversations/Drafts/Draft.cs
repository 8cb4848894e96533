using System.Text.Encodings.Web;
using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;

namespace Rapport.Conversations.Drafts;

/// What somebody is writing and has not posted: the fields of a form, kept under the form's key.
public sealed class Draft : Entity
{
    public const int Longest = 100_000, MostPerMember = 100;

    /// It stands in no page as it is stored, so letters of every script stay what they are.
    static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    Draft() { }

    public Draft(long id, long member, string key) => (Id, MemberId, Key) = (id, member, key);

    public long MemberId { get; private set; }

    /// Which form: "ask", "ask-product-5", "topic-5", "comment-7".
    public string Key { get; private set; } = "";
    public string Fields { get; private set; } = "{}";
    public DateTimeOffset KeptAt { get; private set; }

    /// The ids it has in another installation.
    internal void Move(IdMap ids)
    {
        var dash = Key.LastIndexOf('-');
        if (dash > 0 && long.TryParse(Key.AsSpan(dash + 1), out var id)) Key = $"{Key[..dash]}-{ids.Of(id)}";
    }

    public void Keep(IReadOnlyDictionary<string, string> fields, DateTimeOffset now)
    {
        if (fields.Sum(f => f.Key.Length + f.Value.Length) > Longest) throw new Refused("This is too long to be kept as a draft.");
        (Fields, KeptAt) = (JsonSerializer.Serialize(fields, AsWritten), now);
    }

    public Dictionary<string, string> Read() => Read(Fields);

    public static Dictionary<string, string> Read(string fields) => JsonSerializer.Deserialize<Dictionary<string, string>>(fields) ?? [];
}
