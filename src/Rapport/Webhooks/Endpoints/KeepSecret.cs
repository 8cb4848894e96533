using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Webhooks.Endpoints;

/// The secret that signs: shown when asked for, which is noted; replaced with a day in which both sign.
static class KeepSecret
{
    public static async Task<IResult> Show(long id, HttpContext context, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        db.Audit("webhook.secret-shown", webhook, webhook.Uri.Host);
        await db.Save();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return Page.Of<SecretPage>(new { Webhook = webhook, Secret = webhook.Reveal(master) });
    }

    public static async Task<IResult> Rotate(long id, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        webhook.Rotate(master, db.Clock.GetUtcNow());
        db.Audit("webhook.secret-rotated", webhook, webhook.Uri.Host);
        await db.Save();
        return Go.To($"/admin/webhooks/{id}?rotated=1");
    }

    public static async Task<IResult> Retire(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        webhook.ForgetSecretBefore();
        db.Audit("webhook.secret-retired", webhook, webhook.Uri.Host);
        await db.Save();
        return Go.To($"/admin/webhooks/{id}?saved=1");
    }
}
