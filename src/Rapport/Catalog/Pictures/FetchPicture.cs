using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Web;

namespace Rapport.Catalog.Pictures;

/// Brings a picture from the shop into our own files, so that pages ask nobody else for it.
public sealed record FetchPicture(long PictureId);

public sealed class PictureFetcher(Db db, GuardedHttp http, Keeper keeper) : Worker<FetchPicture>
{
    public override async Task Do(FetchPicture work, CancellationToken cancel)
    {
        db.Acting.Cause = Cause.Import;
        var picture = await db.Set<Picture>().FirstOrDefaultAsync(p => p.Id == work.PictureId, cancel);
        if (picture is null || picture.File is not null) return;
        try { await Keep(picture, cancel); }
        catch (Refused problem)
        {
            db.Forget();
            var failed = await db.Set<Picture>().FirstAsync(p => p.Id == work.PictureId, cancel);
            failed.Fail(problem.Message);
            await db.Save();
        }
    }

    async Task Keep(Picture picture, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await http.Fetch(new(new Uri(picture.Source)) { Most = StoredFile.Longest, Accept = "image/webp, image/*" }, bytes, cancel);
        var file = await keeper.Keep(bytes.ToArray(), Path.GetFileName(new Uri(picture.Source).LocalPath), owner: null);
        if (!file.IsPicture) throw new Refused("There is no picture at this address.");
        picture.Hang(file);
        db.Add(new FileUse { File = file.Id, Kind = Picture.Kind, Subject = picture.Id });
        var product = await db.Products.FirstAsync(p => p.Id == picture.ProductId, cancel);
        if (!await db.Set<Picture>().AnyAsync(p => p.ProductId == product.Id && p.Place < picture.Place && p.File != null, cancel)) product.ShowPicture(picture.File);
        await db.Save(new ProductChanged(product));
    }
}
