using System.ComponentModel;
using Rapport.Interchange.Moves;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Interchange.Api;

public enum MoveState { Waiting, Running, BrokenOff, Done }

/// A community that comes in, is tried, or goes out.
public sealed record MoveJson(long Id, MoveKind Kind, MoveState State, string File, [property: Description("The form it comes in.")] string Format, string? Source, string? Prefix, bool WithRoles, bool WithPasswords, [property: Description("The id of who asked.")] long By, DateTimeOffset AskedAt, DateTimeOffset? EndedAt,
    [property: Description("What is being done.")] string? Step, [property: Description("How far it has come, of `of` where that is known.")] long Done, long? Of, [property: Description("Why it was refused or broke off.")] string? Problem, long Bytes, [property: Description("Whether the file is still here: for a day.")] bool HasFile,
    IReadOnlyList<MoveRowJson> Rows, [property: Description("Lines that were refused, and why.")] IReadOnlyList<string> Refusals, [property: Description("What was left behind on purpose.")] IReadOnlyList<LeftJson> Left)
{
    public static MoveJson Example => new(1700, MoveKind.Trial, MoveState.Done, "forum.zip", "discourse", "forum", null, false, false, 1005, new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 9, 2, 0, TimeSpan.Zero), null, 0, null, null, 42_000_000, true, [MoveRowJson.Example], [], [LeftJson.Example]);

    internal static MoveJson From(Move m, DateTimeOffset now, Locale words)
    {
        var report = m.Read();
        return new(m.Id, m.Kind, m switch { { IsWaiting: true } => MoveState.Waiting, { IsOver: false } => MoveState.Running, { Problem: not null } => MoveState.BrokenOff, _ => MoveState.Done }, m.File, m.Format, m.Source, m.Prefix, m.WithRoles, m.WithPasswords, m.By, m.AskedAt, m.EndedAt,
            m.Step, m.Done, m.Of, m.Refusal is { } refused ? words.Say(refused) : null, m.Bytes, m.HasFile(now),
            [.. (report?.Rows ?? []).Select(r => new MoveRowJson(r.Name, r.Read, r.Stored, r.Unchanged, r.Changed, r.Refused))], report?.Refusals ?? [], [.. (report?.Left ?? []).Select(l => new LeftJson(l.What, l.Count, l.Why))]);
    }
}

/// What became of the lines of one kind.
public sealed record MoveRowJson(string Name, long Read, long Stored, long Unchanged, long Changed, long Refused)
{
    public static MoveRowJson Example => new("topics", 310, 309, 0, 0, 1);
}

public sealed record LeftJson(string What, int Count, string Why)
{
    public static LeftJson Example => new("private messages", 12, "They belong to nobody but those who wrote them.");
}

/// How the community is taken along.
public sealed record NewExport([property: Description("Whether the hashes of passwords go along.")] bool WithPasswords = false)
{
    public static NewExport Example => new();
}

/// A file to be tried, and how.
public sealed record HandedCommunity([property: Description("The file itself.")] IFormFile File, [property: Description("What the other system is called.")] string? Source, [property: Description("The path its old addresses begin with.")] string? Prefix, [property: Description("Any value: roles come along.")] string? Roles, [property: Description("Any value: hashes of passwords come along.")] string? Passwords,
    [property: Description("What a table is written in that is neither UTF-8 nor UTF-16, such as `latin1`.")] string? Encoding, [property: Description("Whether the day stands `first` or `second` in dates such as 03/04/2025; as the table tells if not said.")] string? Days);

static class TheMoves
{
    public static async Task<Paged<MoveJson>> List([AsParameters] Paging paging, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        var (moves, now) = (db.Set<Move>().AsNoTracking(), db.Clock.GetUtcNow());
        return paging.Of(await moves.LatestFirst(m => m.AskedAt, paging.AfterMoment).Take(paging.Take).ToListAsync(), m => Paging.Moment(m.AskedAt, m.Id), m => MoveJson.From(m, now, locale));
    }

    public static async Task<MoveJson> Show(long id, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return MoveJson.From(await MovingDesk.Find(db, id), db.Clock.GetUtcNow(), locale);
    }

    public static async Task<Made<MoveJson>> HandIn(HttpContext context, Db db, Me me, Luggage luggage, Locale locale)
    {
        me.RequireAdministrator();
        return Made(await MovingDesk.Take(context, new LargeForm(), db, me, luggage), db, locale);
    }

    public static async Task<Made<MoveJson>> GoOn(long id, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return Made(await MovingDesk.Again(id, db, me), db, locale);
    }

    public static async Task<Made<MoveJson>> Export(NewExport said, Db db, Me me, Installation installation, Locale locale)
    {
        me.RequireAdministrator();
        return Made(await MovingDesk.Pack(said.WithPasswords, db, me, installation), db, locale);
    }

    public static async Task<Changed<MoveJson>> Stop(long id, Db db, Me me, Locale locale)
    {
        me.RequireAdministrator();
        return new($"/moves/{id}", MoveJson.From(await MovingDesk.End(id, db), db.Clock.GetUtcNow(), locale));
    }

    public static async Task<Done> Drop(long id, Db db, Me me, Luggage luggage)
    {
        me.RequireAdministrator();
        await MovingDesk.LetGo(id, db, luggage);
        return new();
    }

    static Made<MoveJson> Made(Move move, Db db, Locale locale) => new($"/moves/{move.Id}", MoveJson.From(move, db.Clock.GetUtcNow(), locale));
}
