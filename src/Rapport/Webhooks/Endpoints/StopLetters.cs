using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Webhooks.Deliveries;
using Rapport.Members;

namespace Rapport.Webhooks.Endpoints;

/// Switches off an address that does not answer any more, and tells the administrators.
public sealed class StopLetters(Db db, Installation installation)
{
    /// Goes into what is saved next.
    public async Task Stop(long id, StopReason why)
    {
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.StoppedAt == null) is not { } webhook) return;
        webhook.Stop(why, db.Clock.GetUtcNow());
        db.Audit("webhook.stopped", webhook, webhook.Uri.Host);
        foreach (var administrator in await db.Members.AsNoTracking().Where(m => m.Role == Role.Administrator && m.LeftAt == null && m.Email != null).ToListAsync())
            await db.Post(Letter(administrator, webhook), installation, $"webhook-stopped:{id}:{webhook.StoppedAt!.Value.Microseconds}:{administrator.Id}");
    }

    Mail Letter(Member to, Webhook webhook)
    {
        var words = new Locale(installation);
        words.Use(to.Language);
        var host = webhook.Uri.Host;
        var why = webhook.StopReason == StopReason.Gone
            ? words.Say("{host} answered that this address is gone for good (status 410).", ("host", host))
            : words.Say("Nothing has arrived at {host} for {n} day.|Nothing has arrived at {host} for {n} days.", ("host", host), ("n", (int)Retries.Patience.TotalDays));
        return new(to.Email!, words.Say("The webhook to {host} was switched off", ("host", host)),
        [
            new Paragraph(why),
            new Paragraph(words.Say("Nothing more is sent there. When the receiver works again, switch the webhook on and send once more what it missed.")),
            new Button(words.Say("Open the webhook"), installation.Address + words.To($"/admin/webhooks/{webhook.Id}")),
        ]) { Kind = "webhooks", Member = to.Id, Language = to.Language };
    }
}
