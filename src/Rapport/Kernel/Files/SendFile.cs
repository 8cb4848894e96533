using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Keeps a file and tells its address, for the editor and for forms that take pictures.
public static class SendFile
{
    public sealed record Kept(long Id, string Url, string Markdown, int Width, int Height)
    {
        public static Kept Example => new(1150, "/files/1150/aaaaaaaaaaaaaaaaaaaaaa/large.webp#640x480", "![lid](/files/1150/aaaaaaaaaaaaaaaaaaaaaa/large.webp#640x480)", 640, 480);
    }

    public static async Task<IResult> Handle(HttpRequest request, Db db, Keeper keeper, UploadPass pass)
    {
        var owner = db.Acting.Actor;
        if (owner is null) await pass.Check(request, db);
        if (!request.HasFormContentType || (await request.ReadFormAsync()).Files is not [var sent, ..]) throw new Refused("Choose a file first.");

        return Results.Json(await Keep(sent, owner, db, keeper), statusCode: StatusCodes.Status201Created);
    }

    /// For programs: what is given as Markdown is written into a text.
    public static async Task<Api.Made<Kept>> ForPrograms(IFormFile file, Db db, Keeper keeper)
    {
        var kept = await Keep(file, db.Acting.Actor!.Value, db, keeper);
        return new($"/files/{kept.Id}", kept);
    }

    /// What was kept for this program, told again.
    public static async Task<Kept> Show(long id, Db db)
    {
        var mine = db.Acting.Actor;
        return Told(await db.Files.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && f.Owner == mine) ?? throw new NotFound());
    }

    static async Task<Kept> Keep(IFormFile sent, long? owner, Db db, Keeper keeper)
    {
        var file = await keeper.Keep(sent, owner);
        if (owner is null && !file.IsPicture) throw new Refused("Choose a picture.");
        await db.Save();
        return Told(file);
    }

    static Kept Told(StoredFile file) => new(file.Id, file.Address().WithMeasures, file.Markdown, file.Width, file.Height);
}
