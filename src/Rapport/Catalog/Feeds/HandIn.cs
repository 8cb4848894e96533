using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Catalog.Feeds;

/// POST /catalog/imports: an administrator hands a product list in. However large, it goes straight to disk and is read afterwards.
public static class HandIn
{
    public const long Largest = 2L << 30;

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        me.RequireAdministrator();
        try { return Go.To($"/catalog/imports/{(await Take(context, db, desk, handedIn, installation)).Id}"); }
        // The form is used up, so it cannot be shown again filled in.
        catch (Refused problem) { throw new BadHttpRequestException(problem.Message); }
    }

    public static async Task<ImportReport> Take(HttpContext context, Db db, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        var file = Path.Combine(installation.Folder("imports"), $"file-{Guid.NewGuid():N}");
        try
        {
            var (name, fields) = await Take(context.Request, file);
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

    static async Task<(string Name, Dictionary<string, string> Fields)> Take(HttpRequest request, string path)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new BadHttpRequestException("Not a form with a file.");
        var reader = new MultipartReader(boundary, request.Body);
        var fields = new Dictionary<string, string>();
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
        if (name is null) throw new BadHttpRequestException("No file was chosen.");
        return (name.Length is > 0 and <= 200 ? name : "file", fields);
    }
}
