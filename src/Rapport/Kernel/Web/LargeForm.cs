using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Rapport.Kernel.Content;
using Rapport.Kernel.Languages;

namespace Rapport.Kernel.Web;

/// A form with a file that may be larger than memory: it goes straight to disk, its fields beside it. Its door is not among the acts, which read a form whole.
public sealed class LargeForm
{
    const int MostFields = 20, LongestField = 1_000;

    readonly Dictionary<string, string> fields = [];
    Refused? noRoom;

    public static Refused NoRoom => new Refused("There is no room for this file on the server's disk. Make room, or hand it in at the command line.") { Field = "file" };

    public string? this[string name] => fields.GetValueOrDefault(name);
    public bool Has(string name) => fields.ContainsKey(name);

    /// Writes the file to the path; tells what it was called.
    public async Task<string> Take(HttpRequest request, string path)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new BadHttpRequestException("Not a form with a file.");
        var (reader, cancel) = (new MultipartReader(boundary, request.Body), request.HttpContext.RequestAborted);
        string? name = null;
        while (await Whole(reader.ReadNextSectionAsync(cancel)) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)) continue;
            if (said.IsFileDisposition() && name is null)
            {
                if (await Write(section.Body, path, cancel) > 0) name = Characters.Line((said.FileNameStar.Value ?? said.FileName.Value ?? "").Trim('"'));
            }
            else if (said.IsFormDisposition() && fields.Count < MostFields && said.Name.Value?.Trim('"') is { } field)
            {
                using var text = new StreamReader(section.Body);
                var value = new char[LongestField];
                var read = await Whole(text.ReadBlockAsync(value, cancel).AsTask());
                if (new string(value, 0, read) is { Length: > 0 } words) fields[field] = words;
            }
        }
        if (noRoom is not null) throw noRoom;
        if (name is null) throw new Refused("Choose a file.") { Field = "file" };
        return name.Length is > 0 and <= 200 ? name : "file";
    }

    /// What ends in the middle, or is no such form at all.
    static async Task<T> Whole<T>(Task<T> part)
    {
        try { return await part; }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException) { throw new BadHttpRequestException("Not a form with a file."); }
    }

    async Task<long> Write(Stream from, string path, CancellationToken cancel)
    {
        await using var into = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        var buffer = new byte[128 << 10];
        for (int n; (n = await Whole(from.ReadAsync(buffer, cancel).AsTask())) > 0 && noRoom is null;)
            try { await into.WriteAsync(buffer.AsMemory(0, n), cancel); }
            // The second is the system's word for a file beyond what the file system or a quota allows. What was said beside the file is still read.
            catch (Exception problem) when (problem is IOException or ArgumentOutOfRangeException) { noRoom = NoRoom; }
        return into.Length;
    }

    /// The request is used up, so that nobody else can show its form again filled in: whoever catches the refusal shows the page.
    public void Refuse(HttpContext context, Refused refused)
    {
        var services = context.RequestServices;
        services.GetRequiredService<FormState>().Refuse(context.Request.Path, new FormCollection(fields.ToDictionary(f => f.Key, f => new StringValues(f.Value))), services.GetRequiredService<Locale>().Say(refused), refused.Field, StatusCodes.Status422UnprocessableEntity);
        services.GetRequiredService<Database.Db>().Forget();
    }
}
