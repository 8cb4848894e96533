using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Web;

namespace Rapport.Members.Exports;

/// A member asks for everything kept about them, and gets it: only theirs, only signed in.
static class AskForExport
{
    public static async Task<IResult> Handle(Db db, Me me)
    {
        await Ask(db, me);
        return Go.To(me.IsSuspended ? "/suspended" : "/settings?saved=data");
    }

    public static async Task Ask(Db db, Me me)
    {
        var (id, now) = (me.Member.Id, db.Clock.GetUtcNow());
        var hourAgo = now.AddHours(-1);
        if (!await db.Exports.AnyAsync(e => e.MemberId == id && e.ReadyAt == null && e.At > hourAgo))
        {
            var export = new Export(db.NewId(), id, now);
            // The last one is enough.
            db.Later(() => db.Exports.Where(e => e.MemberId == id).ExecuteDeleteAsync());
            db.Add(export);
            await db.Enqueue(new BuildExport(export.Id), $"export:{export.Id}");
            await db.Save();
        }
    }

    public static async Task<IResult> Get(long id, Db db, Me me, HttpContext context)
    {
        var mine = me.Member.Id;
        var bytes = await db.Exports.Where(e => e.Id == id && e.MemberId == mine).Select(e => e.Bytes).FirstOrDefaultAsync() ?? throw new NotFound();
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(bytes, "application/zip", "my-data.zip");
    }
}
