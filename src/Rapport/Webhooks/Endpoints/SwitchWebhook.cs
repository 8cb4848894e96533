using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Webhooks.Endpoints;

/// Off, on again, and away for good.
static class SwitchWebhook
{
    public static async Task<IResult> Stop(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        webhook.Stop(StopReason.Chosen, db.Clock.GetUtcNow());
        db.Audit("webhook.stopped", webhook, webhook.Uri.Host);
        await db.Save();
        return Go.To($"/admin/webhooks/{id}?saved=1");
    }

    public static async Task<IResult> Start(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        webhook.Start();
        db.Audit("webhook.started", webhook, webhook.Uri.Host);
        await db.Save();
        db.Wake.Ring();
        return Go.To($"/admin/webhooks/{id}?saved=1");
    }

    public static async Task<IResult> Remove(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        db.Audit("webhook.removed", webhook, webhook.Uri.Host);
        var deliveries = db.Deliveries.Where(d => d.WebhookId == id);
        db.Later(() => db.Attempts.Where(a => deliveries.Any(d => d.Id == a.DeliveryId)).ExecuteDeleteAsync());
        db.Later(() => deliveries.ExecuteDeleteAsync());
        db.Remove(webhook);
        await db.Save();
        return Go.To("/admin/webhooks?removed=1");
    }
}
