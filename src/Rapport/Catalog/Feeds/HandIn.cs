using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Catalog.Feeds;

/// POST /admin/catalog: an administrator hands a product list in. However large, it goes straight to disk and is read afterwards.
public static class HandIn
{
    public const long Largest = 2L << 30;

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, FeedDesk desk, HandedIn handedIn, Installation installation, FormState form)
    {
        me.RequireAdministrator();
        var fields = new Dictionary<string, string>();
        try { return Go.To($"/admin/catalog/reports/{(await Take(context, fields, db, desk, handedIn, installation)).Id}"); }
        catch (Refused refused)
        {
            // The request is used up, so that nobody else can show its form again filled in.
            form.Refuse(context.Request.Path, new FormCollection(fields.ToDictionary(f => f.Key, f => new StringValues(f.Value))), context.RequestServices.GetRequiredService<Kernel.Languages.Locale>().Say(refused), refused.Field, StatusCodes.Status422UnprocessableEntity);
            db.Forget();
            return await ShowImports.All(db, me);
        }
    }

    /// What was said beside the file is in the fields afterwards, also if it was refused.
    public static async Task<ImportReport> Take(HttpContext context, Dictionary<string, string> fields, Db db, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        var file = Path.Combine(installation.Folder("imports"), $"file-{Guid.NewGuid():N}");
        try
        {
            var name = await Receive(context.Request, file, fields);
            var now = db.Clock.GetUtcNow();
            var feed = await desk.Named(fields.GetValueOrDefault("list"), fields.ContainsKey("complete"));
            var report = new ImportReport { Id = db.NewId(), FeedId = feed.Id, Source = name, StartedAt = now, BeatAt = now, IsForced = fields.ContainsKey("force") };
            db.Add(report);
            await db.Save();
            if (!handedIn.Add(new(feed.Id, name, file, fields.GetValueOrDefault("encoding"), report.IsForced, Report: report.Id))) throw new Refused("Too many lists are waiting to be read. Try again in a moment.");
            return report;
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    static async Task<string> Receive(HttpRequest request, string path, Dictionary<string, string> fields)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new BadHttpRequestException("Not a form with a file.");
        var reader = new MultipartReader(boundary, request.Body);
        string? name = null;
        while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)) continue;
            if (said.IsFileDisposition() && name is null)
            {
                await using var into = File.Create(path);
                await section.Body.CopyToAsync(into, request.HttpContext.RequestAborted);
                if (into.Length > 0) name = Characters.Line((said.FileNameStar.Value ?? said.FileName.Value ?? "").Trim('"'));
            }
            else if (said.IsFormDisposition() && fields.Count < 20 && said.Name.Value?.Trim('"') is { } field)
            {
                using var text = new StreamReader(section.Body);
                var value = new char[1_000];
                var read = await text.ReadBlockAsync(value, request.HttpContext.RequestAborted);
                if (new string(value, 0, read) is { Length: > 0 } words) fields[field] = words;
            }
        }
        if (name is null) throw new Refused("Choose a file.") { Field = "file" };
        return name.Length is > 0 and <= 200 ? name : "file";
    }
}
