using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Photos;

/// Brings the pictures of an imported review into our own files and below its words, so that pages ask nobody else for them.
public sealed record FetchPhotos(long ReviewId);

public sealed class PhotoFetcher(Db db, GuardedHttp http, Keeper keeper) : Worker<FetchPhotos>
{
    public override async Task Do(FetchPhotos work, CancellationToken cancel)
    {
        db.Acting.Cause = Cause.Import;
        var wanted = await db.Set<WantedPhoto>().AsNoTracking().Where(p => p.ReviewId == work.ReviewId && p.Tries < WantedPhoto.MostTries).OrderBy(p => p.Place).Select(p => p.Place).ToListAsync(cancel);
        foreach (var place in wanted)
        {
            db.Forget();
            if (await Find(work, place, cancel) is not { } photo || await db.Reviews.FirstOrDefaultAsync(r => r.Id == work.ReviewId, cancel) is not { } review) return;
            try { await Keep(photo, review, cancel); }
            catch (Refused problem)
            {
                db.Forget();
                (await Find(work, place, cancel))!.Fail(problem.Plain);
                await db.Save();
            }
        }
    }

    Task<WantedPhoto?> Find(FetchPhotos work, int place, CancellationToken cancel) => db.Set<WantedPhoto>().FirstOrDefaultAsync(p => p.ReviewId == work.ReviewId && p.Place == place, cancel);

    async Task Keep(WantedPhoto photo, Review review, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var address = new Uri(photo.Address);
        await http.Fetch(new(address) { Most = StoredFile.Longest, Accept = "image/webp, image/*" }, bytes, cancel);
        var file = await keeper.Keep(bytes.ToArray(), Path.GetFileName(address.LocalPath), owner: null);
        if (!file.IsPicture) throw new Refused("There is no picture at this address.");
        await ReviewTopics.Illustrate(db, review.Id, file);
        db.Remove(photo);
        await db.Save(new ReviewChanged(review));
    }
}

/// Tries pictures again that could not be fetched; who has none is left alone after a while.
public sealed record RetryPhotos;

public sealed class PhotoRetrier(Db db) : Worker<RetryPhotos>
{
    const int Most = 1_000;

    public override async Task Do(RetryPhotos work, CancellationToken cancel)
    {
        foreach (var review in await db.Set<WantedPhoto>().Where(p => p.Tries < WantedPhoto.MostTries).Select(p => p.ReviewId).Distinct().OrderBy(id => id).Take(Most).ToListAsync(cancel)) await db.Enqueue(new FetchPhotos(review));
        await db.Save();
    }
}
