using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Serves a kept file to whoever has its address. It never changes, so browsers keep it for good; nothing in it runs.
public static class ShowFile
{
    public static async Task<IResult> Handle(long id, string key, string name, HttpResponse response, Db db, Blobs blobs)
    {
        var dot = name.LastIndexOf('.');
        var size = dot < 0 ? name : name[..dot];
        var found = await (from file in db.Files.AsNoTracking()
                           join kept in db.Set<FileSize>() on file.Id equals kept.File
                           where file.Id == id && kept.Size == size
                           select new { file.Key, file.Type, file.Extension, file.Name, file.Width, kept.Hash }).FirstOrDefaultAsync();
        if (found is null || name != $"{size}.{found.Extension}" || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found.Key), Encoding.UTF8.GetBytes(key))) throw new NotFound();

        var answer = await blobs.Answer(db, found.Hash, found.Type == "text/plain" ? "text/plain; charset=utf-8" : found.Type, found.Width > 0 ? null : found.Name) ?? throw new NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return answer;
    }
}
