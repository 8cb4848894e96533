using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;

namespace Rapport.Interchange.Moves;

/// Archives on their way in or out, in pieces in the store of files that all nodes share: whichever node is asked has them. That store lets go of what no file names after a day.
public sealed class Luggage(Blobs blobs, Installation installation, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);
    const int Piece = 8 << 20;
    const string Scratch = "moving";

    /// A folder of this node to work in; its owner deletes it.
    public string Folder() => Directory.CreateDirectory(Path.Combine(installation.Folder(Scratch), Guid.NewGuid().ToString("N"))).FullName;

    /// What a node left that was killed.
    public void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(installation.Folder(Scratch)))
            if (Directory.GetLastWriteTimeUtc(folder) < clock.GetUtcNow().UtcDateTime - Life) Directory.Delete(folder, recursive: true);
    }

    public async Task Keep(Db db, Move move, string path, CancellationToken cancel)
    {
        var (pieces, buffer, now) = (new List<string>(), new byte[Piece], clock.GetUtcNow());
        await using var file = File.OpenRead(path);
        try
        {
            for (int n; (n = await file.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancel)) > 0;) pieces.Add(await blobs.Put(db, buffer.AsMemory(0, n)));
            move.Keep(JsonSerializer.Serialize(pieces), file.Length, now);
        }
        catch
        {
            // Half a file is of no use, and there may be no room for it.
            move.Keep(JsonSerializer.Serialize(pieces), 0, now);
            await Drop(db, move);
            move.Drop();
            throw;
        }
    }

    /// Piece by piece, so that memory does not grow with it.
    public async Task Write(Db db, Move move, Stream to, CancellationToken cancel)
    {
        foreach (var piece in PiecesOf(move.Pieces))
            await to.WriteAsync(await blobs.Read(db, piece) ?? throw new Refused("The file is no longer here. Hand it in again: what came in already stays as it is."), cancel);
    }

    /// Lets go of it now; what another archive shares stays for that.
    public async Task Drop(Db db, Move move)
    {
        var mine = PiecesOf(move.Pieces).ToHashSet();
        var others = await db.Set<Move>().Where(m => m.Pieces != null).ToListAsync();
        foreach (var same in others.Where(m => m.Pieces == move.Pieces)) same.Drop();
        foreach (var other in others) mine.ExceptWith(PiecesOf(other.Pieces));
        await db.Save();
        await blobs.Drop(db, [.. mine], db.Clock.GetUtcNow());
    }

    static IReadOnlyList<string> PiecesOf(string? pieces) => pieces is null ? [] : JsonSerializer.Deserialize<List<string>>(pieces)!;
}
