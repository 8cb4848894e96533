using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks.Endpoints;

namespace Rapport.Webhooks.Api;

/// An address that is told when something happens.
public sealed record WebhookJson(long Id, int Version, string Address, string Description, [property: Description("Names of types, or `*` for all of them.")] IReadOnlyList<string> Types,
    [property: Description("How much it is told of.")] Reach Reach, [property: Description("Whether words and names go along.")] bool Full, DateTimeOffset CreatedAt,
    [property: Description("Null while it is on.")] DateTimeOffset? StoppedAt, StopReason? StopReason, [property: Description("Since when nothing has arrived.")] DateTimeOffset? FailingSince) : IEdition
{
    public static WebhookJson Example => new(1300, 1, "https://shop.example.com/hooks/community", "The shop", ["topic.started", "reply.posted"], Webhooks.Reach.Public, false, new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), null, null, null);

    internal static WebhookJson Of(Webhook webhook) => new(webhook.Id, webhook.Version, webhook.Address, webhook.Description, [.. webhook.Wanted], webhook.Reach, webhook.Full, webhook.CreatedAt, webhook.StoppedAt, webhook.StopReason, webhook.FailingSince);
}

public sealed record NewWebhook([property: Description("Begins with https:// and leads to the public internet.")] string Address, IReadOnlyList<string> Types, Reach Reach = Reach.Public, bool Full = false, string Description = "")
{
    public static NewWebhook Example => new("https://shop.example.com/hooks/community", ["topic.started", "reply.posted"]);

    internal Description Said => new(Address, Description, Types, Reach, Full);
}

public sealed record SecretJson([property: Description("What messages are signed by. Whoever looks at it is noted.")] string Secret)
{
    public static SecretJson Example => new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
}

static class TheWebhooks
{
    public static async Task<Paged<WebhookJson>> List([AsParameters] Paging paging, Db db, Me me)
    {
        me.RequireAdministrator();
        var webhooks = db.Webhooks.AsNoTracking();
        if (paging.AfterId is { } after) webhooks = webhooks.Where(w => w.Id > after);
        return paging.Of(await webhooks.OrderBy(w => w.Id).Take(paging.Take).ToListAsync(), w => $"{w.Id}", WebhookJson.Of);
    }

    public static async Task<WebhookJson> Show(long id, Db db, Me me)
    {
        me.RequireAdministrator();
        return WebhookJson.Of(await db.Webhook(id));
    }

    public static async Task<Made<WebhookJson>> Add(NewWebhook said, Db db, Me me, MasterKey master, GuardedHttp http, IConfiguration settings)
    {
        var webhook = await DescribeWebhook.Begin(said.Said, db, me, master, http, settings);
        return new($"/webhooks/{webhook.Id}", WebhookJson.Of(webhook));
    }

    public static async Task<Changed<WebhookJson>> Change(long id, NewWebhook said, HttpContext context, Db db, Me me, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        context.DemandUnchanged(webhook);
        await DescribeWebhook.Describe(webhook, said.Said, db, me, http, settings);
        return new($"/webhooks/{id}", WebhookJson.Of(webhook));
    }

    public static async Task<Done> Remove(long id, Db db, Me me)
    {
        await SwitchWebhook.Remove(id, db, me);
        return new();
    }

    public static async Task<Changed<WebhookJson>> Stop(long id, Db db, Me me)
    {
        await SwitchWebhook.Stop(id, db, me);
        return await Now(id, db, me);
    }

    public static async Task<Changed<WebhookJson>> Start(long id, Db db, Me me)
    {
        await SwitchWebhook.Start(id, db, me);
        return await Now(id, db, me);
    }

    public static async Task<SecretJson> Reveal(long id, Db db, Me me, MasterKey master)
    {
        me.RequireAdministrator();
        var webhook = await db.Webhook(id);
        db.Audit("webhook.secret-shown", webhook, webhook.Uri.Host);
        await db.Save();
        return new(webhook.Reveal(master));
    }

    public static async Task<Changed<WebhookJson>> Rotate(long id, Db db, Me me, MasterKey master)
    {
        await KeepSecret.Rotate(id, db, me, master);
        return await Now(id, db, me);
    }

    public static async Task<Done> Retire(long id, Db db, Me me)
    {
        await KeepSecret.Retire(id, db, me);
        return new();
    }

    static async Task<Changed<WebhookJson>> Now(long id, Db db, Me me) => new($"/webhooks/{id}", await Show(id, db, me));
}
