using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Keeps a file and tells its address, for the editor and for forms that take pictures.
public static class SendFile
{
    public sealed record Kept(long Id, string Url, string Markdown, int Width, int Height);

    public static async Task<IResult> Handle(HttpRequest request, Db db, Keeper keeper)
    {
        if (db.Acting.Actor is not { } owner) throw new SignInNeeded();
        if (!request.HasFormContentType || (await request.ReadFormAsync()).Files is not [var sent, ..]) throw new Refused("Choose a file first.");

        var file = await keeper.Keep(sent, owner);
        await db.Save();
        return Results.Json(new Kept(file.Id, file.Address().WithMeasures, file.Markdown, file.Width, file.Height), statusCode: StatusCodes.Status201Created);
    }
}
