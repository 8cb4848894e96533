using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members.Exports;

namespace Rapport.Members.Api;

/// A copy of everything that is kept about you.
public sealed record ExportJson(long Id, DateTimeOffset AskedAt, [property: Description("Null while it is being put together.")] DateTimeOffset? ReadyAt)
{
    public static ExportJson Example => new(1101, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 9, 1, 0, TimeSpan.Zero));
}

static class TheExports
{
    public static async Task<Changed<Paged<ExportJson>>> Ask(Db db, Me me)
    {
        await AskForExport.Ask(db, me);
        return new("/me/exports", await List(db, me));
    }

    public static async Task<Paged<ExportJson>> List(Db db, Me me)
    {
        var id = me.Member.Id;
        return new(await db.Exports.AsNoTracking().Where(e => e.MemberId == id).OrderByDescending(e => e.At).Select(e => new ExportJson(e.Id, e.At, e.ReadyAt)).ToListAsync(), null);
    }

    public static Task<IResult> Get(long id, Db db, Me me, HttpContext context) => AskForExport.Get(id, db, me, context);
}
