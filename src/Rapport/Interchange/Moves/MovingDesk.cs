using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Interchange.Moves;

/// /admin/moving: a community is handed in and first tried, then taken; or taken along.
public static class MovingDesk
{
    public const long Largest = 16L << 30;

    public static async Task<IResult> All(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<MovingPage>(new { Moves = await db.Set<Move>().AsNoTracking().OrderByDescending(m => m.Id).Take(50).ToListAsync() });
    }

    public static async Task<IResult> One(long id, Db db, Me me, TimeProvider clock)
    {
        me.RequireAdministrator();
        var move = await db.Set<Move>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
        return Page.Of<MovePage>(new { Move = move, IsSilent = !move.IsOver && clock.GetUtcNow() - move.BeatAt > TimeSpan.FromMinutes(2), IsHere = File.Exists(move.FilePath) });
    }

    /// What is handed in is tried first; nothing is stored until somebody has seen the report.
    public static async Task<IResult> HandIn(HttpContext context, Db db, Me me, Waiting waiting, Installation installation)
    {
        me.RequireAdministrator();
        var (form, folder) = (new LargeForm(), MovingLoop.FolderFor(installation));
        try
        {
            var arrived = Path.Combine(folder, "arriving");
            var called = Named(await form.Take(context.Request, arrived));
            File.Move(arrived, Path.Combine(folder, called));
            var move = new Move(db.NewId(), MoveKind.Trial, called, folder, installation.Node, me.Member.Id, db.Clock.GetUtcNow())
            {
                Format = Recognise(Path.Combine(folder, called)).Name, WithRoles = form.Has("roles"), WithPasswords = form.Has("passwords"),
                Source = Characters.Line(form["source"] ?? "") is { Length: > 0 } source ? source[..Math.Min(source.Length, 60)] : null,
            };
            return await Begin(db, waiting, move, "community.tried");
        }
        catch (Exception problem)
        {
            Directory.Delete(folder, recursive: true);
            if (problem is not Refused refused) throw;
            form.Refuse(context, refused);
            return await All(db, me);
        }
    }

    static Format Recognise(string path)
    {
        using var parcel = Parcel.Of(path);
        return Formats.All.FirstOrDefault(f => f.Recognises(parcel)) ?? throw new Refused("This is none of the forms that can be read; they are listed below.") { Field = "file" };
    }

    /// For good after a trial, or once more after it was broken off.
    public static async Task<IResult> GoOn(long id, Db db, Me me, Waiting waiting)
    {
        me.RequireAdministrator();
        var before = await Find(db, id);
        if (!before.IsOver && db.Clock.GetUtcNow() - before.BeatAt < TimeSpan.FromMinutes(2)) throw new Refused("It is still running.");
        return await Begin(db, waiting, before.Again(db.NewId(), MoveKind.Import, me.Member.Id, db.Clock.GetUtcNow()), "community.imported");
    }

    public static async Task<IResult> Export(HttpContext context, Db db, Me me, Waiting waiting, Installation installation)
    {
        me.RequireAdministrator();
        var now = db.Clock.GetUtcNow();
        var move = new Move(db.NewId(), MoveKind.Export, $"{Slug.Of(installation.Brand)}-{now:yyyy-MM-dd}.zip", MovingLoop.FolderFor(installation), installation.Node, me.Member.Id, now)
        {
            Format = "archive", WithPasswords = context.Request.Form["passwords"] == "true",
        };
        return await Begin(db, waiting, move, "community.exported");
    }

    static async Task<IResult> Begin(Db db, Waiting waiting, Move move, string act)
    {
        db.Add(move);
        db.Audit(act, move, move.File);
        await db.Save();
        if (!waiting.Add(move.Id)) throw new Refused("Too much is waiting already. Try again when it is done.");
        return Go.To(move.Path);
    }

    public static async Task<IResult> Fetch(long id, HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        var move = await Find(db, id);
        if (move is not { Kind: MoveKind.Export, IsOver: true, Problem: null } || !File.Exists(move.FilePath)) throw new NotFound();
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(move.FilePath, "application/zip", move.File);
    }

    public static async Task<IResult> Drop(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var move = await Find(db, id);
        if (!move.IsOver && db.Clock.GetUtcNow() - move.BeatAt < TimeSpan.FromMinutes(2)) throw new Refused("It is still running.");
        if (Directory.Exists(move.Folder)) Directory.Delete(move.Folder, recursive: true);
        return Go.To("/admin/moving?saved=1");
    }

    static async Task<Move> Find(Db db, long id) => await db.Set<Move>().FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();

    /// A plain name that stays in its folder.
    static string Named(string name)
    {
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim('.', ' ');
        if (plain.Length > 100) plain = plain[^100..].TrimStart('.', ' ');
        return plain.Length == 0 || plain == "arriving" ? "file" : plain;
    }
}
