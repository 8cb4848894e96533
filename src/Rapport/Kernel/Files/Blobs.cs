using System.Security.Cryptography;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Bytes by their SHA-256, kept once however often they are sent. One node keeps them in a folder; stateless nodes share them in the database.
public abstract class Blobs
{
    /// Stored before the row that names it: at worst a crash leaves a blob that nothing names, which the next sweep takes away.
    public async Task<string> Put(Db db, ReadOnlyMemory<byte> bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await Store(db, hash, bytes);
        return hash;
    }

    protected abstract Task Store(Db db, string hash, ReadOnlyMemory<byte> bytes);

    /// A path or bytes to answer with; null where it is missing.
    public abstract Task<IResult?> Answer(Db db, string hash, string type, string? download);

    public abstract Task<byte[]?> Read(Db db, string hash);

    /// Drops what no file names and was not stored since; returns how many.
    public abstract Task<int> Sweep(Db db, DateTimeOffset before);

    /// Drops these at once, but what a file names and what was stored again since: a file is about to name it.
    public async Task Drop(Db db, IReadOnlyCollection<string> hashes, DateTimeOffset since)
    {
        var named = await db.Set<FileSize>().Where(s => hashes.Contains(s.Hash)).Select(s => s.Hash).ToListAsync();
        await Remove(db, [.. hashes.Except(named)], since);
    }

    protected abstract Task Remove(Db db, IReadOnlyList<string> hashes, DateTimeOffset since);

    protected static Microsoft.Net.Http.Headers.EntityTagHeaderValue Tag(string hash) => new($"\"{hash[..32]}\"");
}

/// `files/ab/cd/<hash>` under the data folder.
public sealed class FolderBlobs(Installation installation, TimeProvider clock) : Blobs
{
    readonly string folder = installation.Folder("files");

    string PathOf(string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);

    protected override async Task Store(Db db, string hash, ReadOnlyMemory<byte> bytes)
    {
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);   // wanted again: a sweep under way must leave it
            if (File.Exists(path)) return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(bytes);
                stream.Flush(flushToDisk: true);   // acknowledged means durable
            }
            File.Move(draft, path, overwrite: true);
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    public override Task<IResult?> Answer(Db db, string hash, string type, string? download) =>
        Task.FromResult<IResult?>(File.Exists(PathOf(hash)) ? TypedResults.PhysicalFile(PathOf(hash), type, download, entityTag: Tag(hash)) : null);

    public override async Task<byte[]?> Read(Db db, string hash) => File.Exists(PathOf(hash)) ? await File.ReadAllBytesAsync(PathOf(hash)) : null;

    protected override Task Remove(Db db, IReadOnlyList<string> hashes, DateTimeOffset since)
    {
        foreach (var path in hashes.Select(PathOf).Where(p => File.Exists(p) && File.GetLastWriteTimeUtc(p) <= since.UtcDateTime)) File.Delete(path);
        return Task.CompletedTask;
    }

    public override async Task<int> Sweep(Db db, DateTimeOffset before)
    {
        var dropped = 0;
        foreach (var part in Directory.EnumerateDirectories(folder))
        {
            var old = Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime).ToList();
            foreach (var some in old.Chunk(500))
            {
                var names = some.Select(f => Path.GetFileName(f)!).ToList();
                var named = (await db.Set<FileSize>().Where(s => names.Contains(s.Hash)).Select(s => s.Hash).ToListAsync()).ToHashSet();
                foreach (var file in some.Where(f => !named.Contains(Path.GetFileName(f)) && File.GetLastWriteTimeUtc(f) < before.UtcDateTime)) { File.Delete(file); dropped++; }
            }
        }
        return dropped;
    }
}

/// The table of bytes that all nodes share.
public sealed class TableBlobs(TimeProvider clock) : Blobs
{
    protected override Task Store(Db db, string hash, ReadOnlyMemory<byte> bytes)
    {
        object now = db.OnPostgres ? clock.GetUtcNow() : Instants.ToLong(clock.GetUtcNow());
        return db.Database.ExecuteSqlAsync($"INSERT INTO kernel_blobs (hash, bytes, stored_at) VALUES ({hash}, {bytes.ToArray()}, {now}) ON CONFLICT (hash) DO UPDATE SET stored_at = excluded.stored_at");
    }

    public override async Task<IResult?> Answer(Db db, string hash, string type, string? download) =>
        await Read(db, hash) is { } bytes ? TypedResults.File(bytes, type, download, entityTag: Tag(hash)) : null;

    public override Task<byte[]?> Read(Db db, string hash) =>
        db.Set<Blob>().Where(b => b.Hash == hash).Select(b => b.Bytes).FirstOrDefaultAsync();

    protected override Task Remove(Db db, IReadOnlyList<string> hashes, DateTimeOffset since) => db.Set<Blob>().Where(b => hashes.Contains(b.Hash) && b.StoredAt <= since).ExecuteDeleteAsync();

    public override Task<int> Sweep(Db db, DateTimeOffset before) =>
        db.Set<Blob>().Where(b => b.StoredAt < before && !db.Set<FileSize>().Any(s => s.Hash == b.Hash)).ExecuteDeleteAsync();
}

public sealed class Blob
{
    public required string Hash { get; init; }
    public required byte[] Bytes { get; init; }
    public DateTimeOffset StoredAt { get; init; }
}
