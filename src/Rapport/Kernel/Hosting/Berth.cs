using System.Text.Json;

namespace Rapport.Kernel.Hosting;

/// The place of the server that serves a data folder. On SQLite there is but one: the system lets go of its lock when the process
/// ends, however it ends. How it is reached is written beside, for verbs that look at it from another process.
public sealed class Berth : IDisposable
{
    public const string Lock = "serve.lock", Note = "serve.json";

    readonly string data;
    readonly FileStream? hold;

    Berth(string data, FileStream? hold) => (this.data, this.hold) = (data, hold);

    public static Berth Take(string data, bool alone)
    {
        if (!alone) return new(data, null);
        var file = Path.Combine(data, Lock);
        try { return new(data, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)); }
        catch (IOException) when (File.Exists(file)) { throw new Refused("Another server serves {folder} already. Stop it first; several nodes need PostgreSQL.", ("folder", data)); }
    }

    /// Where it listens, and the address it was told that customers type.
    public void Say(string listening, string? address) => File.WriteAllText(Path.Combine(data, Note), JsonSerializer.Serialize(new Dictionary<string, string?> { ["urls"] = listening, ["address"] = address }));

    /// What the server that serves it was told, as settings.
    public static Dictionary<string, string?> Read(string data)
    {
        try { return JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(Path.Combine(data, Note))) ?? []; }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or JsonException) { return []; }
    }

    public void Dispose()
    {
        try { File.Delete(Path.Combine(data, Note)); }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { }
        hold?.Dispose();
    }
}
