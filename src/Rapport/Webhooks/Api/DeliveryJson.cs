using System.ComponentModel;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Webhooks.Deliveries;
using Rapport.Webhooks.Endpoints;

namespace Rapport.Webhooks.Api;

/// A message on its way to a webhook.
public sealed record DeliveryJson(long Id, long Webhook, string Type, [property: Description("The `webhook-id` it is sent under, at every attempt.")] string Message, [property: Description("When it happened.")] DateTimeOffset At,
    Outcome Outcome, int Attempts, [property: Description("When it is tried next.")] DateTimeOffset? DueAt, [property: Description("The latest first; left out in lists.")] IReadOnlyList<AttemptJson>? Tried = null)
{
    public static DeliveryJson Example => new(1301, 1300, "reply.posted", "msg_1300_9001_64c3d", new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), Webhooks.Outcome.Arrived, 1, null, [AttemptJson.Example]);

    internal static DeliveryJson Of(Delivery delivery, Webhook to) => new(delivery.Id, delivery.WebhookId, delivery.Type, delivery.MessageId, delivery.At, delivery.Outcome, delivery.Attempts, to.NextTry(delivery.DueAt));
}

public sealed record AttemptJson(DateTimeOffset At, [property: Description("Null where no answer came.")] int? Status, int Milliseconds, [property: Description("How the answer began.")] string Answer)
{
    public static AttemptJson Example => new(new(2026, 3, 3, 9, 0, 1, TimeSpan.Zero), 204, 38, "");
}

public sealed record NewReplay([property: Description("Everything that happened since then.")] DateTimeOffset Since, [property: Description("Only what has not arrived.")] bool Missed = true)
{
    public static NewReplay Example => new(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
}

static class TheDeliveries
{
    public static async Task<Paged<DeliveryJson>> List(long id, [AsParameters] Paging paging, Db db, Me me, [Description("waiting, arrived, givenUp or withheld.")] string? outcome = null)
    {
        me.RequireAdministrator();
        var to = await db.Webhook(id);
        var deliveries = db.Deliveries.AsNoTracking().Where(d => d.WebhookId == id);
        if (outcome is not null)
        {
            var wanted = Code.Read<Outcome>("outcome", outcome);
            deliveries = deliveries.Where(d => d.Outcome == wanted);
        }
        return paging.Of(await deliveries.LatestFirst(d => d.At, paging.AfterMoment).Take(paging.Take).ToListAsync(), d => Paging.Moment(d.At, d.Id), d => DeliveryJson.Of(d, to));
    }

    public static async Task<DeliveryJson> Show(long id, long delivery, Db db, Me me)
    {
        me.RequireAdministrator();
        var found = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == delivery && d.WebhookId == id) ?? throw new NotFound();
        var tried = await db.Attempts.AsNoTracking().Where(a => a.DeliveryId == delivery).LatestFirst(a => a.At).Select(a => new AttemptJson(a.At, a.Status, a.Milliseconds, a.Answer)).ToListAsync();
        return DeliveryJson.Of(found, await db.Webhook(id)) with { Tried = tried };
    }

    public static async Task<Made<DeliveryJson>> Test(long id, Db db, Me me, Courier courier, CancellationToken cancel)
    {
        var delivery = await SendAgain.Try(id, db, me, courier, cancel);
        return new($"/webhooks/{id}/deliveries/{delivery}", await Show(id, delivery, db, me));
    }

    public static async Task<Changed<DeliveryJson>> Again(long id, long delivery, Db db, Me me)
    {
        await Show(id, delivery, db, me);
        await SendAgain.One(delivery, db, me);
        return new($"/webhooks/{id}/deliveries/{delivery}", await Show(id, delivery, db, me));
    }

    public static async Task<Done> Replay(long id, NewReplay said, Db db, Me me)
    {
        await SendAgain.Everything(id, said.Since, said.Missed, db, me);
        return new();
    }
}
