using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Members.Desk;

namespace Rapport.Members.Exports;

/// The pictures and files a member sent.
sealed class FilesData(Blobs blobs) : PersonalData
{
    public const string Avatar = "avatar";

    public override IReadOnlyList<Type> Covers => [typeof(StoredFile)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
        [new("files", [.. await db.Files.AsNoTracking().Where(f => f.Owner == memberId).OrderBy(f => f.Id).Select(f => new { f.Id, f.Name, f.Type, f.CreatedAt }).ToListAsync()])];

    public override async Task<IReadOnlyList<PersonalFile>> Files(Db db, long memberId)
    {
        var files = await (from file in db.Files.AsNoTracking()
                           join size in db.Set<FileSize>() on file.Id equals size.File
                           where file.Owner == memberId && (size.Size == "large" || size.Size == "file")
                           orderby file.Id
                           select new { file.Name, size.Hash }).ToListAsync();
        return files.ConvertAll(f => new PersonalFile(f.Name, async to =>
        {
            if (await blobs.Read(db, f.Hash) is { } bytes) await to.WriteAsync(bytes);
        }));
    }

    /// What stands in words that stay, stays with them, of nobody, and the brand's logo with the brand; the member's own picture goes in any case, and what stands nowhere.
    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        var mine = db.Files.Where(f => f.Owner == memberId && !db.Set<FileUse>().Any(u => u.File == f.Id && u.Kind == Brand.LogoUse));
        await FileForgetter.Erase(db, choice == LeavingChoice.RemoveWords ? mine : mine.Where(f => !db.Set<FileUse>().Any(u => u.File == f.Id)));
        await FileForgetter.Erase(db, db.Files.Where(f => db.Set<FileUse>().Any(u => u.Kind == Avatar && u.Subject == memberId && u.File == f.Id)));
        await db.Files.Where(f => f.Owner == memberId).ExecuteUpdateAsync(s => s.SetProperty(f => f.Owner, (long?)null));
    }
}
