using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;
using Rapport.Webhooks.Deliveries;

namespace Rapport.Webhooks.Endpoints;

/// GET /admin/webhooks/deliveries/5: what is sent, and every attempt to send it.
static class ShowDelivery
{
    public static async Task<IResult> Handle(long id, Db db, Me me, Courier courier)
    {
        me.RequireAdministrator();
        var delivery = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id) ?? throw new NotFound();
        var webhook = await db.Webhook(delivery.WebhookId);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.DeliveryId == id).LatestFirst(a => a.At).ToListAsync();
        return Page.Of<DeliveryPage>(new { Webhook = webhook, Delivery = delivery, Attempts = attempts, Message = await courier.Write(webhook, delivery) });
    }
}
