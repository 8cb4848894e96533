using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Takes files in: what they are is told from their bytes, pictures are made anew, limits hold while they are still coming.
public sealed class Keeper(Db db, Blobs blobs, TimeProvider clock)
{
    /// A file sent with a form. Save stores it; say with UseFiles where it is used, or it is forgotten after a day.
    public async Task<StoredFile> Keep(IFormFile file, long? owner)
    {
        if (file.Length > StoredFile.Longest) throw TooLarge();
        await using var stream = file.OpenReadStream();
        return await Keep(stream, file.FileName, owner);
    }

    public async Task<StoredFile> Keep(Stream stream, string name, long? owner) => await Keep(await Read(stream), name, owner);

    public async Task<StoredFile> Keep(byte[] bytes, string name, long? owner)
    {
        if (bytes.Length > StoredFile.Longest) throw TooLarge();
        var type = FileType.Of(bytes);
        var file = new StoredFile(db.NewId(), owner, name, type, clock.GetUtcNow());
        if (type.IsPicture)
        {
            var picture = await Picture.Make(bytes, type);
            (file.Width, file.Height) = (picture.Width, picture.Height);
            foreach (var (size, made) in picture.Sizes) await Add(file, size, made);
        }
        else await Add(file, "file", bytes);
        db.Add(file);
        return file;
    }

    /// Pictures sent ahead, in this order: by address, and of nobody else. Who sent one without an account owns it with the first words they put it to.
    public async Task<List<StoredFile>> Found(IReadOnlyList<Content.FileAddress> sent, long? owner)
    {
        var ids = sent.Select(a => a.Id).ToList();
        var files = await db.Files.Where(f => ids.Contains(f.Id) && (f.Owner == null || f.Owner == owner)).ToDictionaryAsync(f => f.Id);
        var found = sent.Select(a => files.GetValueOrDefault(a.Id) is { IsPicture: true } file && file.Key == a.Key ? file : null).OfType<StoredFile>().ToList();
        foreach (var file in found) file.Belong(owner);
        return found;
    }

    /// Stores what was taken in so far, whatever becomes of the rest of the form; not where something else was begun already, which stands or falls with the form.
    public async Task<bool> Store()
    {
        if (db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not (StoredFile or FileSize))) return false;
        var key = db.Acting.Key;
        db.Acting.Key = null;
        try { await db.Save(); }
        finally { db.Acting.Key = key; }
        return true;
    }

    async Task Add(StoredFile file, string size, byte[] bytes) =>
        db.Add(new FileSize { File = file.Id, Size = size, Hash = await blobs.Put(db, bytes), Bytes = bytes.Length });

    static async Task<byte[]> Read(Stream stream)
    {
        using var taken = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int n; (n = await stream.ReadAsync(buffer)) > 0;)
        {
            if (taken.Length + n > StoredFile.Longest) throw TooLarge();
            taken.Write(buffer, 0, n);
        }
        return taken.ToArray();
    }

    static Refused TooLarge() => new("This file is too large; at most {n} MB are taken.", ("n", StoredFile.Longest >> 20));
}
