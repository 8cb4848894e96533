using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Members.Profiles;

namespace Rapport.Members.Blocking;

/// GET /members/{id}/block says what muting and blocking somebody means, POST does one of them.
static class KeepAway
{
    public static async Task<IResult> Show(long id, Db db, Me me)
    {
        var by = me.Member;
        var other = await ShowProfile.Find(id, db, me);
        Distance.RefuseUnlessPossible(by, other, DistanceKind.Mute);
        return Page.Of<BlockPage>(new { Other = other });
    }

    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me, IEnumerable<Parting> partings)
    {
        if (me.IsAnonymous) throw new SignInNeeded();
        await Keep(id, Read(context.Request.Form["kind"]), db, me, partings);
        return Go.To(After(context));
    }

    public static string After(HttpContext context) => $"/members/{context.Request.RouteValues["id"]}";

    public static DistanceKind Read(string? kind) => kind?.ToLowerInvariant() switch { "mute" => DistanceKind.Mute, "block" => DistanceKind.Block, _ => throw new Refused("Choose whether to mute or to block.") { Field = "kind" } };

    public static async Task Keep(long id, DistanceKind kind, Db db, Me me, IEnumerable<Parting> partings)
    {
        var (by, now) = (me.Member, db.Clock.GetUtcNow());
        var other = await db.Members.AsNoTracking().VisibleTo(me).FirstOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
        Distance.RefuseUnlessPossible(by, other, kind);
        var before = await db.AllDistances.FirstOrDefaultAsync(d => d.MemberId == by.Id && d.OtherId == id);
        if (before?.Kind == kind) return;
        if (before is null && await db.AllDistances.CountAsync(d => d.MemberId == by.Id) >= Distance.Most) throw new Refused("You keep {most} members away, which is as many as can be. Lift one of them first.", ("most", Distance.Most));
        if (before is null) db.Add(new Distance(by.Id, id, kind, now));
        else before.Become(kind, now);
        var events = new List<Event> { new DistanceKept(by, kind) };
        if (kind == DistanceKind.Block)
            foreach (var part in partings) events.AddRange(await part(db, by, other));
        await db.Save([.. events]);
    }
}

/// POST /members/{id}/block/lift: they are heard again, and may answer again. What ended with a block does not come back by itself.
static class Lift
{
    public static async Task<IResult> Handle(long id, HttpContext context, Db db, Me me)
    {
        await Now(id, db, me);
        return Go.To(After(context));
    }

    public static string After(HttpContext context) => context.Request.Form["at"] == "settings" ? "/settings/blocked?lifted=1" : $"{KeepAway.After(context)}?lifted=1";

    public static async Task Now(long id, Db db, Me me)
    {
        var by = me.Member;
        var distance = await db.AllDistances.FirstOrDefaultAsync(d => d.MemberId == by.Id && d.OtherId == id) ?? throw new NotFound();
        db.Remove(distance);
        await db.Save(new DistanceLifted(by, distance.Kind));
    }
}
