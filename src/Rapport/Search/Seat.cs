using Rapport.Kernel;

namespace Rapport.Search;

/// The folder of this node's index: the first one in the data folder that no other node holds, so that a node started again finds its own.
sealed class Seat : IDisposable
{
    const int Most = 100;
    readonly FileStream hold;

    Seat(string folder, FileStream hold) => (Folder, this.hold) = (folder, hold);

    public string Folder { get; }

    public static Seat Take(string data)
    {
        for (var number = 1; number <= Most; number++)
            if (Try(Path.Combine(data, $"search-{number}")) is { } seat)
            {
                Clear(data);
                return seat;
            }
        throw new IOException($"{Most} nodes hold a search index in {data} already.");
    }

    /// What nodes left behind that are not here any more follows no log, and would keep the names of those who left. Their locks stay, so that nobody holds one that is gone.
    static void Clear(string data)
    {
        foreach (var folder in Directory.GetDirectories(data, "search-*"))
        {
            using var seat = Try(folder);
            if (seat is not null) Directory.Delete(folder, recursive: true);
        }
    }

    /// Every index in the folder, to be thrown away; refused while a server holds one.
    public static void Raze(string data)
    {
        foreach (var folder in Directory.GetDirectories(data, "search-*"))
        {
            using var seat = Try(folder) ?? throw new Refused("A server uses the search index in {folder}. Stop it first.", ("folder", folder));
            Directory.Delete(folder, recursive: true);
        }
    }

    /// The system lets go of the lock when a process ends, however it ends.
    static Seat? Try(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = folder + ".lock";
        try { return new(folder, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)); }
        catch (IOException) when (File.Exists(file)) { return null; }
    }

    public void Dispose() => hold.Dispose();
}
