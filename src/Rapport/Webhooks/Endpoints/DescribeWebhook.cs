using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Endpoints;

/// What an administrator says of a webhook: where it leads, what it is told, and how much of it.
static class DescribeWebhook
{
    const int Most = 50;

    public static async Task<IResult> Add(HttpContext context, Db db, Me me, MasterKey master, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        if (await db.Webhooks.CountAsync() >= Most) throw new Refused("There are {n} webhooks already; remove one that nobody needs.", ("n", Most));
        var webhook = new Webhook(db.NewId(), master, db.Clock.GetUtcNow());
        await Describe(webhook, context.Request.Form, http, settings);
        db.Add(webhook);
        db.Audit("webhook.added", webhook, webhook.Uri.Host);
        await db.Save();
        return Go.To($"/admin/webhooks/{webhook.Id}?added=1");
    }

    public static async Task<IResult> Change(long id, HttpContext context, Db db, Me me, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        await Describe(webhook, context.Request.Form, http, settings);
        db.Audit("webhook.changed", webhook, webhook.Uri.Host);
        await db.Save();
        return Go.To($"/admin/webhooks/{id}?saved=1");
    }

    static async Task Describe(Webhook webhook, IFormCollection form, GuardedHttp http, IConfiguration settings)
    {
        var address = Read(form["address"].ToString().Trim(), settings.GetValue<bool>("fetch:private"));
        try { await http.RefusePrivate(address); }
        catch (Refused refused) { throw new Refused(refused.Message, [.. refused.Arguments]) { Field = "address" }; }
        var types = form["types"].Where(t => t is "*" || WebhookType.Named(t ?? "") is not null).Select(t => t!).Distinct().ToList();
        if (!Enum.TryParse<Reach>(form["reach"], ignoreCase: true, out var reach) || !Enum.IsDefined(reach)) throw new Refused("Choose how much it is told of.") { Field = "reach" };
        webhook.Describe(address, form["description"].ToString(), types, reach, form["full"] == "true");
    }

    /// Plain http only where the setting fetch:private lets our own network through.
    static Uri Read(string text, bool isPrivate)
    {
        if (text.Length > 2_000 || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !(address.Scheme == "https" || isPrivate && address.Scheme == "http"))
            throw new Refused("Enter an address that begins with https://") { Field = "address" };
        if (address.UserInfo.Length > 0) throw new Refused("Leave name and password out of the address: messages are known by their signature.") { Field = "address" };
        return new UriBuilder(address) { Fragment = "" }.Uri;
    }
}

static class Finding
{
    extension(Db db)
    {
        public async Task<Webhook> Webhook(long id) => await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id) ?? throw new NotFound();
    }
}
