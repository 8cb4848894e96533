using System.Collections.Concurrent;
using System.Text.Json;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Site;

/// What administrators chose in the product: read from memory, changed without a restart, on every node a moment later.
/// A group is a record with defaults; its name is the record's, without "Settings".
public sealed class SiteSettings(MasterKey master, Installation installation, PageCache pages)
{
    readonly SecretConverter secrets = new(master);
    JsonSerializerOptions format => field ??= new(JsonSerializerDefaults.Web) { Converters = { secrets } };
    Known known = new([]);

    /// Whether what was chosen could be read: the database was there, and the key opened what it wraps.
    public bool AreKnown { get; private set; }

    sealed record Known(Dictionary<string, string> Stored)
    {
        public ConcurrentDictionary<Type, object> Read { get; } = new();
    }

    public T Of<T>() where T : class, new()
    {
        var now = Volatile.Read(ref known);
        return (T)now.Read.GetOrAdd(typeof(T), _ => now.Stored.TryGetValue(NameOf(typeof(T)), out var json) ? JsonSerializer.Deserialize<T>(json, format)! : new T());
    }

    /// As it is stored now, for what must not act by what this node knew a moment ago.
    public async Task<T> Stored<T>(Db db) where T : class, new()
    {
        var name = NameOf(typeof(T));
        return await db.Set<SettingGroup>().AsNoTracking().Where(g => g.Name == name).Select(g => g.Json).FirstOrDefaultAsync() is { } json ? JsonSerializer.Deserialize<T>(json, format)! : new T();
    }

    public async Task Change<T>(Db db, T value) where T : class, new()
    {
        var name = NameOf(typeof(T));
        var group = await db.Set<SettingGroup>().FirstOrDefaultAsync(g => g.Name == name);
        if (group is null) db.Add(group = new SettingGroup(db.NewId(), name));
        group.Json = JsonSerializer.Serialize(value, format);
        db.Audit("settings." + name, group, Changed(Of<T>(), value));
        await db.Save(new SettingsChanged(group));
        await Load(db);
    }

    /// The names of what is another than before, and nothing of what it is.
    static string Changed<T>(T before, T now) => string.Join(", ", typeof(T).GetProperties().Where(p => p is { CanWrite: true, GetMethod.IsStatic: false } && !Same(p.GetValue(before), p.GetValue(now))).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));

    static bool Same(object? before, object? now) => Equals(before, now) || before is not (null or Secret) && now is not (null or Secret) && JsonSerializer.Serialize(before, Plain) == JsonSerializer.Serialize(now, Plain);

    public async Task Load(Db db)
    {
        secrets.Unopened = false;
        Volatile.Write(ref known, new(await db.Set<SettingGroup>().AsNoTracking().ToDictionaryAsync(g => g.Name, g => g.Json)));
        installation.Chosen = new(Of<BrandSettings>(), Of<MailSettings>(), Of<LanguageSettings>()) { Server = Of<ServerSettings>() };
        AreKnown = !secrets.Unopened;
        pages.Clear();
    }

    /// How settings without a secret are written.
    internal static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    static readonly Lazy<Dictionary<string, Type>> Groups = new(() => typeof(SiteSettings).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Settings", StringComparison.Ordinal) && t.GetConstructor([]) is not null).GroupBy(NameOf).ToDictionary(g => g.Key, g => g.First()));

    internal static Type? GroupOf(string name) => Groups.Value.GetValueOrDefault(name);

    /// It concerns this installation alone: it says so, or something in it is wrapped by this installation's own key.
    internal static bool Stays(Type group) => group.IsDefined(typeof(StaysHereAttribute), inherit: false) || group.GetProperties().Any(p => p.PropertyType == typeof(Secret));

    internal static string NameOf(Type group) => group.Name.Replace("Settings", "").ToLowerInvariant();
}

/// Settings that do not move with the community.
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaysHereAttribute : Attribute;

/// Reads the settings again when somebody changed them on any node.
public sealed class SettingsReader(SiteSettings settings) : LocalReader
{
    public override string What => "Settings";

    public override async Task<long> Start(Db db)
    {
        var head = await EventLog.Head(db);
        await settings.Load(db);
        return head;
    }

    public override bool ReadsUnknown => true;

    public override Task Read(Db db, IReadOnlyList<Recorded> events) => events.Any(e => e.Event is SettingsChanged or Unknown) ? settings.Load(db) : Task.CompletedTask;
}
