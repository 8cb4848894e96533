using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Catalog.Pictures;

/// Tries pictures again that could not be fetched; a shop that was away comes back, one that has no picture is left alone after a while.
public sealed record RetryPictures;

public sealed class PictureRetrier(Db db) : Worker<RetryPictures>
{
    const int MostTries = 6, Most = 1_000;

    public override async Task Do(RetryPictures work, CancellationToken cancel)
    {
        var failed = await db.Set<Picture>().Where(p => p.File == null && p.Source != "" && p.Tries < MostTries).OrderBy(p => p.Tries).Take(Most).Select(p => p.Id).ToListAsync(cancel);
        foreach (var id in failed) await db.Enqueue(new FetchPicture(id));
        await db.Save();
    }
}
