using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Webhooks.Deliveries;
using Rapport.Members;

namespace Rapport.Webhooks.Endpoints;

/// Switches off an address that does not answer any more, and tells the administrators.
public sealed class StopLetters(Db db, Installation installation, MailBook book)
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
        var words = book.Voice(Kind, to.Language);
        return Write(words, installation, to.Email!, webhook.Uri.Host, webhook.StopReason == StopReason.Gone, $"/admin/webhooks/{webhook.Id}") with { Member = to.Id };
    }

    const string Kind = "webhook-stopped";

    static Mail Write(Locale words, Installation installation, string to, string host, bool gone, string path)
    {
        var why = gone
            ? words.Say("{host} answered that this address is gone for good (status 410).", ("host", host))
            : words.Say("Nothing has arrived at {host} for {n} day.|Nothing has arrived at {host} for {n} days.", ("host", host), ("n", (int)Retries.Patience.TotalDays));
        return new(to, words.Say("The webhook to {host} was switched off", ("host", host)),
        [
            new Paragraph(why),
            new Paragraph(words.Say("Nothing more is sent there. When the receiver works again, switch the webhook on and send once more what it missed.")),
            new Button(words.Say("Open the webhook"), installation.Address + words.To(path)),
        ]) { Kind = "webhooks", Language = words.Code };
    }

    /// As administrators see it among the mails.
    public static MailKind AsKind { get; } = new(Kind, "A webhook was switched off", "To administrators, when an address no longer answers.", 300,
        (words, installation) => [.. new[] { false, true }.Select(gone => Write(words, installation, "sam@mail.example", "shop.example", gone, "/admin/webhooks"))]);
}
