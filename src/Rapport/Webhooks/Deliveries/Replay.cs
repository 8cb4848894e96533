using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Deliveries;

/// Asks for the events after one place in the log up to another to be told to an address once more; or only those that did not arrive.
public sealed record Replay(long Webhook, long After, long Upto, bool Missed);

/// Lays them ready in slices, each a transaction that also asks for the next. The message of an event keeps its id, so a receiver knows what it has had.
public sealed class Replayer(Db db, TimeProvider clock) : Worker<Replay>
{
    const int Slice = 500;

    public override bool ReachesOut => true;

    public override async Task Do(Replay work, CancellationToken cancel)
    {
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == work.Webhook, cancel) is not { } webhook) return;
        var events = (await EventLog.After(db, work.After, Slice)).Where(e => e.Position <= work.Upto).ToList();
        if (events.Count == 0) return;
        var wanted = events.Where(e => e.Cause == Cause.Live && WebhookType.Of(e.Event) is { } type && webhook.Wants(type.Name)).Select(e => (e, WebhookType.Of(e.Event)!)).ToList();
        var again = (await AnnounceEvents.Lay(db, webhook, wanted)).Where(d => d.DueAt is null && (!work.Missed || d.Outcome == Outcome.GivenUp)).Select(d => d.Id).ToList();
        var now = clock.GetUtcNow();
        db.Later(() => Again(db.Deliveries.Where(d => again.Contains(d.Id)), now));
        var last = events[^1].Position;
        if (last < work.Upto) await db.Enqueue(work with { After = last }, $"replay:{work.Webhook}:{last}:{work.Upto}:{now.Microseconds}");
        await db.Save();
    }

    /// Sends them on their way anew, with all attempts before them.
    internal static Task Again(IQueryable<Delivery> deliveries, DateTimeOffset now) => deliveries.ExecuteUpdateAsync(s => s
        .SetProperty(d => d.Outcome, Outcome.Waiting).SetProperty(d => d.DueAt, now).SetProperty(d => d.DoneAt, (DateTimeOffset?)null).SetProperty(d => d.Attempts, 0));
}
