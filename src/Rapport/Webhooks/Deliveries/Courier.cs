using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Web;
using Rapport.Webhooks.Endpoints;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Deliveries;

/// Makes one attempt: writes the message from what may be read now, signs it, posts it and notes how that went.
public sealed class Courier(Db db, GuardedHttp http, MasterKey master, Installation installation, StopLetters letters, TimeProvider clock)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public async Task Carry(long id, CancellationToken cancel)
    {
        var delivery = await db.Deliveries.AsNoTracking().FirstAsync(d => d.Id == id, cancel);
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == delivery.WebhookId, cancel) is not { } webhook) return;
        if (await Write(webhook, delivery) is { } body) await Note(webhook, delivery, await Try(webhook, delivery, body, cancel));
        else await Finish(delivery, Outcome.Withheld);
    }

    /// The message as it is sent now; null where the address may not read of it, or no longer.
    public async Task<string?> Write(Webhook webhook, Delivery delivery)
    {
        if (delivery.Position is not { } position) return new Message(WebhookType.Test, delivery.At, 1, null, new { webhook = webhook.Id, url = $"{installation.Address}/admin/webhooks/{webhook.Id}" }).Write();
        if (await db.Set<EventRow>().AsNoTracking().FirstOrDefaultAsync(e => e.Position == position) is not { } row || WebhookType.Named(delivery.Type) is not { } type) return null;
        var told = row.Read();
        return await type.Data(new Telling(db, told, webhook.Reach, webhook.Full, installation.Address)) is { } data ? new Message(type.Name, told.At, type.Version, position, data).Write() : null;
    }

    async Task<(Attempt Attempt, RetryConditionHeaderValue? RetryAfter)> Try(Webhook webhook, Delivery delivery, string body, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        content.Headers.Add("webhook-id", delivery.MessageId);
        content.Headers.Add("webhook-timestamp", $"{at.ToUnixTimeSeconds()}");
        content.Headers.Add("webhook-signature", string.Join(' ', webhook.Secrets(master, at).Select(secret => Signature.Of(secret, delivery.MessageId, at, body))));
        var clocked = Stopwatch.StartNew();
        try
        {
            var posted = await http.Post(webhook.Uri, content, Timeout, cancel);
            return (Made(posted.Status, null, posted.Beginning), posted.RetryAfter);
        }
        catch (Refused refused) { return (Made(null, refused.Message, ""), null); }

        Attempt Made(int? status, string? problem, string answer) => new()
        {
            Id = db.NewId(), DeliveryId = delivery.Id, At = at, Status = status, Problem = problem, Milliseconds = (int)clocked.ElapsedMilliseconds, Answer = answer.Replace("\0", ""),
        };
    }

    async Task Note(Webhook webhook, Delivery delivery, (Attempt Attempt, RetryConditionHeaderValue? RetryAfter) tried)
    {
        var (attempt, retryAfter) = tried;
        db.Add(attempt);
        if (attempt.Arrived)
        {
            db.Later(() => db.Webhooks.Where(w => w.Id == webhook.Id && (w.FailingSince != null || w.Failures > 0)).ExecuteUpdateAsync(s => s
                .SetProperty(w => w.FailingSince, (DateTimeOffset?)null).SetProperty(w => w.Failures, 0).SetProperty(w => w.QuietUntil, (DateTimeOffset?)null)));
            await Finish(delivery, Outcome.Arrived);
            return;
        }
        var now = clock.GetUtcNow();
        var gone = attempt.Status == StatusCodes.Status410Gone;
        if (delivery.Position is not null)
        {
            var quiet = Retries.Quiet(attempt.Status, retryAfter, webhook.Failures + 1, now);
            db.Later(() => db.Webhooks.Where(w => w.Id == webhook.Id).ExecuteUpdateAsync(s => s
                .SetProperty(w => w.FailingSince, w => w.FailingSince ?? now).SetProperty(w => w.Failures, w => w.Failures + 1).SetProperty(w => w.QuietUntil, quiet > TimeSpan.Zero ? now + quiet : null)));
        }
        var again = gone || delivery.Position is null ? null : Retries.After(delivery.Attempts + 1);
        if (gone || webhook.FailingSince < now - Retries.Patience) await letters.Stop(webhook.Id, gone ? StopReason.Gone : StopReason.Failing);
        await Finish(delivery, again is null ? Outcome.GivenUp : Outcome.Waiting, now + again);
    }

    async Task Finish(Delivery delivery, Outcome outcome, DateTimeOffset? due = null)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? done = due is null ? now : null;
        db.Later(() => db.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Attempts, d => d.Attempts + (outcome == Outcome.Withheld ? 0 : 1))
            .SetProperty(d => d.Outcome, outcome).SetProperty(d => d.DueAt, due).SetProperty(d => d.DoneAt, done).SetProperty(d => d.LockedUntil, (DateTimeOffset?)null)));
        await db.Save();
    }
}
