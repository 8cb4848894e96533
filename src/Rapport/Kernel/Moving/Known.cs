using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Moving;

/// What things of the archive are called here.
public sealed class Known(string source, Dictionary<(string Kind, string Key), ForeignId> here, Action<string, string> remember, bool dry)
{
    public ForeignId? this[string kind, string key] => here.GetValueOrDefault((kind, key));

    public long? Find(string kind, string key) => here.TryGetValue((kind, key), out var found) ? found.Id : null;

    public void Add(Db db, string kind, Line line, long id)
    {
        remember(kind, line.Key);
        var found = new ForeignId { Source = source, Kind = kind, Key = line.Key, Id = id, Print = PrintOf(line) };
        here[(kind, line.Key)] = found;
        if (!dry) db.Add(found);
    }

    /// The same line has the same print.
    public static long PrintOf(Line line) => (long)XxHash3.HashToUInt64(JsonSerializer.SerializeToUtf8Bytes(line, line.GetType(), Records.Json));

    public static ulong HashOf(string kind, string key) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(kind + "\n" + key));
}
