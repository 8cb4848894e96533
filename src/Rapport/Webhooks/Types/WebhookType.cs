using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Webhooks.Types;

/// A kind of event as other systems know it: its name and shape stay while the inside changes. A new shape is a new version.
/// The data is null where the address may not be told.
public sealed record WebhookType(string Name, int Version, IReadOnlyList<Type> Events, string Words, Func<Telling, Task<object?>> Data)
{
    public const string Test = "webhook.test";

    /// All there are, in the order in which they are offered.
    public static IReadOnlyList<WebhookType> All { get; } = [.. TopicTypes.All, .. MemberTypes.All, .. ProductTypes.All, .. ReportTypes.All];

    static readonly Dictionary<Type, WebhookType> ByEvent = All.SelectMany(t => t.Events, (t, e) => (Type: t, Event: e)).ToDictionary(t => t.Event, t => t.Type);
    static readonly Dictionary<string, WebhookType> ByName = All.ToDictionary(t => t.Name);

    public static WebhookType? Of(Event told) => ByEvent.GetValueOrDefault(told.GetType());
    public static WebhookType? Named(string name) => ByName.GetValueOrDefault(name);

    public static WebhookType On<T>(string name, string words, Func<Telling, T, Task<object?>> data) where T : Event => new(name, 1, [typeof(T)], words, telling => data(telling, (T)telling.Told.Event));

    /// Two events that are the same to those outside.
    public static WebhookType On<T, TOther>(string name, string words, Func<Telling, Task<object?>> data) where T : Event where TOther : Event => new(name, 1, [typeof(T), typeof(TOther)], words, data);
}

/// An event about to be told to an address: what it may read, and where our pages are.
public sealed record Telling(Db Db, Recorded Told, Reach Reach, bool Full, string Site)
{
    public string Url(string path) => Site + path;

    /// The spaces it is told of.
    public IQueryable<Space> Spaces => Reach switch
    {
        Reach.Public => Db.Spaces.AsNoTracking().Where(s => s.Audience == Audience.Public),
        Reach.Members => Db.Spaces.AsNoTracking().Where(s => s.Audience == Audience.Public || s.Audience == Audience.Members),
        _ => Db.Spaces.AsNoTracking(),
    };
}

/// What is sent, as Standard Webhooks says, with the version of its shape and its place in our log.
public sealed record Message(string Type, DateTimeOffset Timestamp, int Version, long? Sequence, object Data)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Write() => JsonSerializer.Serialize(this, Format);
}

/// Somebody, where words and names go along.
public sealed record Somebody(long Id, string Name, string Handle, string Url);
