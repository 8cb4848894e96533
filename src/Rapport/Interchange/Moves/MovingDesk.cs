using Rapport.Interchange.ReviewLists;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Photos;

namespace Rapport.Interchange.Moves;

/// /admin/moving: a community is handed in and first tried, then taken; or taken along.
public static class MovingDesk
{
    public const long Largest = 16L << 30;
    const int MostWaiting = 10, MostPhotos = 100;

    public static async Task<IResult> All(Db db, Me me)
    {
        me.RequireAdministrator();
        return Page.Of<MovingPage>(new { Moves = await db.Set<Move>().AsNoTracking().LatestFirst(m => m.AskedAt).Take(50).ToListAsync() });
    }

    public static async Task<IResult> One(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var move = await Find(db, id);
        var photos = move.Read()?.Reviews is { } reviews ? await db.Set<WantedPhoto>().AsNoTracking().Where(p => db.Set<Review>().Any(r => r.Id == p.ReviewId && r.Source == reviews.Source)).OrderByDescending(p => p.Tries).ThenBy(p => p.ReviewId).Take(MostPhotos).ToListAsync() : [];
        return Page.Of<MovePage>(new { Move = move, Photos = photos, Now = db.Clock.GetUtcNow(), Maps = await db.Set<SavedMap>().OrderBy(m => m.Name).Select(m => m.Name).ToListAsync() });
    }

    /// What is handed in is tried first; nothing is stored until somebody has seen the report.
    public static async Task<IResult> HandIn(HttpContext context, Db db, Me me, Luggage luggage)
    {
        me.RequireAdministrator();
        var form = new LargeForm();
        try { return Go.To((await Take(context, form, db, me, luggage)).Path); }
        catch (Refused refused)
        {
            form.Refuse(context, refused);
            return await All(db, me);
        }
    }

    public static async Task<Move> Take(HttpContext context, LargeForm form, Db db, Me me, Luggage luggage)
    {
        var folder = luggage.Folder();
        try
        {
            var arrived = Path.Combine(folder, "arriving");
            var called = Named(await form.Take(context.Request, arrived));
            var file = Path.Combine(folder, called);
            File.Move(arrived, file);
            var said = TableChoice.Of(Said(form["encoding"]), TableChoice.DayIsFirst(form["days"]));
            var move = new Move(db.NewId(), MoveKind.Trial, called, me.Member.Id, db.Clock.GetUtcNow())
            {
                Format = Recognise(file, said?.Encoding).Name, Particulars = said?.Write(), Source = Said(form["source"]), Prefix = Said(form["prefix"]), WithRoles = form.Has("roles"), WithPasswords = form.Has("passwords"),
            };
            try { await luggage.Keep(db, move, file, context.RequestAborted); }
            catch (Exception problem) when (problem is IOException or ArgumentOutOfRangeException) { throw LargeForm.NoRoom; }
            return await Begin(db, move, "community.tried");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static string? Said(string? field) => Characters.Line(field ?? "") is { Length: > 0 } said ? said[..Math.Min(said.Length, 60)] : null;

    static Format Recognise(string path, string? encoding)
    {
        using var parcel = Parcel.Of(path, encoding);
        return Formats.All.FirstOrDefault(f => f.Recognises(parcel)) ?? throw new Refused("This is none of the forms that can be read; they are listed below.") { Field = "file" };
    }

    /// For good after a trial, or once more after it broke off.
    public static async Task<IResult> GoOn(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return Go.To((await Again(id, db, me)).Path);
    }

    public static async Task<Move> Again(long id, Db db, Me me) => await Begin(db, (await Find(db, id)).Again(db.NewId(), me.Member.Id, db.Clock.GetUtcNow()), "community.imported");

    public static async Task<IResult> Export(HttpContext context, Db db, Me me, Installation installation)
    {
        me.RequireAdministrator();
        return Go.To((await Pack(context.Request.Form["passwords"] == "true", db, me, installation)).Path);
    }

    public static Task<Move> Pack(bool withPasswords, Db db, Me me, Installation installation)
    {
        var now = db.Clock.GetUtcNow();
        return Begin(db, new(db.NewId(), MoveKind.Export, $"{Slug.Of(installation.Brand)}-{now:yyyy-MM-dd}.zip", me.Member.Id, now) { Format = "archive", WithPasswords = withPasswords }, "community.exported");
    }

    internal static async Task<Move> Begin(Db db, Move move, string act)
    {
        if (await db.Set<Move>().CountAsync(m => m.EndedAt == null) >= MostWaiting) throw new Refused("Too much is waiting already. Try again when it is done.");
        db.Add(move);
        db.Audit(act, move, move.File);
        await db.Save();
        return move;
    }

    public static async Task<IResult> Stop(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return Go.To((await End(id, db)).Path);
    }

    public static async Task<Move> End(long id, Db db)
    {
        var move = await Find(db, id);
        move.Stop(db.Clock.GetUtcNow());
        await db.Save();
        return move;
    }

    public static async Task<IResult> Fetch(long id, HttpContext context, Db db, Me me, Luggage luggage)
    {
        me.RequireAdministrator();
        var move = await Find(db, id);
        if (move is not { Kind: MoveKind.Export, IsOver: true, Problem: null } || !move.HasFile(db.Clock.GetUtcNow())) throw new NotFound();
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.ContentLength = move.Bytes;
        return Results.Stream(to => luggage.Write(db, move, to, context.RequestAborted), "application/zip", move.File);
    }

    public static async Task<IResult> Drop(long id, Db db, Me me, Luggage luggage)
    {
        me.RequireAdministrator();
        return Go.To((await LetGo(id, db, luggage)).Path);
    }

    public static async Task<Move> LetGo(long id, Db db, Luggage luggage)
    {
        var move = await Find(db, id);
        if (!move.IsOver) throw new Refused("It is still running.");
        await luggage.Drop(db, move);
        return move;
    }

    public static async Task<Move> Find(Db db, long id) => await db.Set<Move>().FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();

    /// A plain name that stays in its folder.
    static string Named(string name)
    {
        var plain = string.Concat(name.Split('/', '\\')[^1].Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim('.', ' ');
        if (plain.Length > 100) plain = plain[^100..].TrimStart('.', ' ');
        return plain.Length == 0 || plain == "arriving" ? "file" : plain;
    }
}
