using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Endpoints;

/// What an administrator says of a webhook: where it leads, what it is told, and how much of it.
public sealed record Description(string Address, string Words, IReadOnlyList<string> Types, Reach Reach, bool Full);

/// Keeps it, for the form and for programs.
static class DescribeWebhook
{
    const int Most = 50;

    public static async Task<IResult> Add(HttpContext context, Db db, Me me, MasterKey master, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        var webhook = await Begin(Read(context.Request.Form), db, me, master, http, settings);
        return Go.To($"/admin/webhooks/{webhook.Id}?added=1");
    }

    public static async Task<IResult> Change(long id, HttpContext context, Db db, Me me, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        await Describe(await db.Webhook(id), Read(context.Request.Form), db, me, http, settings);
        return Go.To($"/admin/webhooks/{id}?saved=1");
    }

    public static async Task<Webhook> Begin(Description said, Db db, Me me, MasterKey master, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        if (await db.Webhooks.CountAsync() >= Most) throw new Refused("There are {n} webhooks already; remove one that nobody needs.", ("n", Most));
        var webhook = new Webhook(db.NewId(), master, db.Clock.GetUtcNow());
        await Take(webhook, said, http, settings);
        db.Add(webhook);
        db.Audit("webhook.added", webhook, webhook.Uri.Host);
        await db.Save();
        return webhook;
    }

    public static async Task Describe(Webhook webhook, Description said, Db db, Me me, GuardedHttp http, IConfiguration settings)
    {
        me.RequireAdministrator();
        await Take(webhook, said, http, settings);
        db.Audit("webhook.changed", webhook, webhook.Uri.Host);
        await db.Save();
    }

    static Description Read(IFormCollection form)
    {
        if (!Enum.TryParse<Reach>(form["reach"], ignoreCase: true, out var reach) || !Enum.IsDefined(reach)) throw new Refused("Choose how much it is told of.") { Field = "reach" };
        return new(form["address"].ToString(), form["description"].ToString(), [.. form["types"].Select(t => t ?? "")], reach, form["full"] == "true");
    }

    static async Task Take(Webhook webhook, Description said, GuardedHttp http, IConfiguration settings)
    {
        var address = Read(said.Address.Trim(), settings.GetValue<bool>("fetch:private"));
        try { await http.RefusePrivate(address); }
        catch (Refused refused) { throw new Refused(refused.Message, [.. refused.Arguments]) { Field = "address" }; }
        foreach (var type in said.Types)
            if (type != "*" && WebhookType.Named(type) is null) throw new Refused("There is no kind of event called {type}.", ("type", type)) { Field = "types" };
        webhook.Describe(address, said.Words, [.. said.Types.Distinct()], said.Reach, said.Full);
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
