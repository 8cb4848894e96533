using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Kernel.Files;

/// Files that were sent but never used, and bytes that no file names, go after a day.
public sealed record ForgetFiles;

public sealed class FileForgetter(Db db, Blobs blobs, TimeProvider clock) : Worker<ForgetFiles>
{
    public override async Task Do(ForgetFiles work, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-1);
        await Drop(db, db.Files.Where(f => f.CreatedAt < before && !db.Set<FileUse>().Any(u => u.File == f.Id)));
        await blobs.Sweep(db, before);
    }

    /// These files, for somebody who leaves and takes them along. Their bytes follow once that is stored.
    public static async Task Erase(Db db, IQueryable<StoredFile> files)
    {
        var hashes = await db.Set<FileSize>().Where(s => files.Any(f => f.Id == s.File)).Select(s => s.Hash).Distinct().ToListAsync();
        await Drop(db, files);
        foreach (var some in hashes.Chunk(500)) await db.Enqueue(new DropBytes(some, db.Clock.GetUtcNow()));
    }

    static async Task Drop(Db db, IQueryable<StoredFile> files)
    {
        while (await files.OrderBy(f => f.Id).Select(f => f.Id).Take(500).ToListAsync() is { Count: > 0 } some)
            await db.Transact(async () =>
            {
                await db.Set<FileUse>().Where(u => some.Contains(u.File)).ExecuteDeleteAsync();
                await db.Set<FileSize>().Where(s => some.Contains(s.File)).ExecuteDeleteAsync();
                await db.Files.Where(f => some.Contains(f.Id)).ExecuteDeleteAsync();
            });
    }
}
