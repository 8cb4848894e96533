using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Serves a kept file to whoever has its address, unless all that shows it is hidden from them. Nothing in it runs.
public static class ShowFile
{
    public static async Task<IResult> Handle(long id, string key, string name, HttpResponse response, Db db, Blobs blobs, IEnumerable<FileDoor> doors)
    {
        var dot = name.LastIndexOf('.');
        var size = dot < 0 ? name : name[..dot];
        var uses = db.Set<FileUse>().Where(u => u.File == id);
        var (open, behind) = (doors.Aggregate(uses, (seen, door) => door.Open(seen, db)), doors.Select(d => d.Kind).ToList());
        var found = await (from file in db.Files.AsNoTracking()
                           join kept in db.Set<FileSize>() on file.Id equals kept.File
                           where file.Id == id && kept.Size == size
                           select new { file.Key, file.Type, file.Extension, file.Name, file.Width, kept.Hash, Used = uses.Any(), Open = open.Any(), Hideable = uses.Any(u => behind.Contains(u.Kind)) }).FirstOrDefaultAsync();
        if (found is null || found is { Used: true, Open: false } || name != $"{size}.{found.Extension}" || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found.Key), Encoding.UTF8.GetBytes(key))) throw new NotFound();

        var answer = await blobs.Answer(db, found.Hash, found.Type == "text/plain" ? "text/plain; charset=utf-8" : found.Type, found.Width > 0 ? null : found.Name) ?? throw new NotFound();
        // Its bytes never change, so a logo or a product's picture is kept for good. What may be hidden again no shared cache may keep, and a browser asks
        // after an hour whether it is still there: the answer is a 304 by its tag. Whoever has the copy has seen it; nobody else gets it from there.
        response.Headers.CacheControl = found is { Used: true, Hideable: false } ? "public, max-age=31536000, immutable" : "private, max-age=3600";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return answer;
    }
}
