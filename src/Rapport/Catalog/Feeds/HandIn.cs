using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Catalog.Feeds;

/// POST /admin/catalog: an administrator hands a product list in. However large, it goes straight to disk and is read afterwards.
public static class HandIn
{
    public const long Largest = 2L << 30;

    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        me.RequireAdministrator();
        var form = new LargeForm();
        try { return Go.To($"/admin/catalog/reports/{(await Take(context, form, db, desk, handedIn, installation)).Id}"); }
        catch (Refused refused)
        {
            form.Refuse(context, refused);
            return await ShowImports.All(db, me);
        }
    }

    /// What was said beside the file is in the form afterwards, also if it was refused.
    public static async Task<ImportReport> Take(HttpContext context, LargeForm form, Db db, FeedDesk desk, HandedIn handedIn, Installation installation)
    {
        var file = Path.Combine(installation.Folder("imports"), $"file-{Guid.NewGuid():N}");
        try
        {
            var name = await form.Take(context.Request, file);
            var now = db.Clock.GetUtcNow();
            var feed = await desk.Named(form["list"], form.Has("complete"));
            var report = new ImportReport { Id = db.NewId(), FeedId = feed.Id, Source = name, StartedAt = now, BeatAt = now, IsForced = form.Has("force") };
            db.Add(report);
            await db.Save();
            if (!handedIn.Add(new(feed.Id, name, file, form["encoding"], report.IsForced, Report: report.Id))) throw new Refused("Too many lists are waiting to be read. Try again in a moment.");
            return report;
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }
}
