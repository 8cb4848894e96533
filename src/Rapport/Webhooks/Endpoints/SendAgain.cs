using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks.Deliveries;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Endpoints;

/// What an administrator sends by hand: a test, one message once more, or everything since a time.
static class SendAgain
{
    /// Carried at once, so that the next page says how it went.
    public static async Task<IResult> Test(long id, Db db, Me me, Courier courier, CancellationToken cancel) => Go.To($"/admin/webhooks/deliveries/{await Try(id, db, me, courier, cancel)}");

    public static async Task<long> Try(long id, Db db, Me me, Courier courier, CancellationToken cancel)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        var now = db.Clock.GetUtcNow();
        var delivery = new Delivery { Id = db.NewId(), WebhookId = webhook.Id, Type = WebhookType.Test, At = now, DueAt = now, LockedUntil = now.AddMinutes(1) };
        db.Add(delivery);
        await db.Save();
        await courier.Carry(delivery.Id, cancel);
        return delivery.Id;
    }

    public static async Task<IResult> One(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var delivery = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id) ?? throw new NotFound();
        var webhook = await On(db, delivery.WebhookId);
        db.Later(() => Replayer.Again(db.Deliveries.Where(d => d.Id == id), db.Clock.GetUtcNow()));
        await Hurry(db, webhook);
        return Go.To($"/admin/webhooks/deliveries/{id}");
    }

    public static async Task<IResult> Since(long id, HttpContext context, Db db, Me me)
    {
        me.RequireAdministrator();
        await Everything(id, Read(context.Request.Form["since"], me.Member.Zone), context.Request.Form["missed"] == "true", db, me);
        return Go.To($"/admin/webhooks/{id}?replayed=1");
    }

    public static async Task Everything(long id, DateTimeOffset since, bool missed, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhook = await On(db, id);
        if (since >= db.Clock.GetUtcNow()) throw new Refused("That time is yet to come.") { Field = "since" };
        var first = await db.Set<EventRow>().Where(e => e.At >= since && e.Position != null).MinAsync(e => e.Position);
        if (first is null) throw new Refused("Nothing has happened since then.") { Field = "since" };
        var head = await EventLog.Head(db);
        await db.Enqueue(new Replay(id, first.Value - 1, head, missed));
        db.Audit("webhook.replayed", webhook, since.ToString("u", CultureInfo.InvariantCulture));
        await Hurry(db, webhook);
    }

    static async Task<Webhook> On(Db db, long id) => await db.Webhook(id) is { IsOn: true } webhook ? webhook : throw new Refused("Switch the webhook on first.");

    /// Whoever sends by hand waits for no pause.
    static async Task Hurry(Db db, Webhook webhook)
    {
        db.Later(() => db.Webhooks.Where(w => w.Id == webhook.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.QuietUntil, (DateTimeOffset?)null)));
        await db.Save();
        db.Wake.Ring();
    }

    /// A time as the administrator's clock shows it.
    static DateTimeOffset Read(string? text, string zone)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) throw new Refused("Enter a day and a time.") { Field = "since" };
        var here = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        // An hour that a clock skips in spring is the one after it.
        if (here.IsInvalidTime(time)) time = time.AddHours(1);
        return new DateTimeOffset(time, here.GetUtcOffset(time)).ToUniversalTime();
    }
}
