using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Webhooks.Types;

namespace Rapport.Webhooks.Deliveries;

/// Lays a delivery ready for every live event and every address that wants to hear of it.
public sealed class AnnounceEvents : EffectReader
{
    public override string What => "Webhooks";
    public override IReadOnlyList<Type> Hears { get; } = [.. WebhookType.All.SelectMany(t => t.Events)];

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        var told = events.Select(e => (Event: e, Type: WebhookType.Of(e.Event))).Where(e => e.Type is not null).ToList();
        if (told.Count == 0) return;
        foreach (var webhook in await db.Webhooks.AsNoTracking().Where(w => w.StoppedAt == null).ToListAsync())
            await Lay(db, webhook, [.. told.Where(e => webhook.Wants(e.Type!.Name)).Select(e => (e.Event, e.Type!))]);
    }

    /// Adds those that are not there yet, to what is saved next.
    internal static async Task<IReadOnlyList<Delivery>> Lay(Db db, Webhook webhook, IReadOnlyList<(Recorded Event, WebhookType Type)> told)
    {
        if (told.Count == 0) return [];
        var positions = told.Select(t => t.Event.Position).ToList();
        var known = await db.Deliveries.Where(d => d.WebhookId == webhook.Id && d.Position != null && positions.Contains(d.Position.Value)).ToListAsync();
        var there = known.Select(d => d.Position!.Value).ToHashSet();
        var now = db.Clock.GetUtcNow();
        db.AddRange(told.Where(t => !there.Contains(t.Event.Position)).Select(t => new Delivery { Id = db.NewId(), WebhookId = webhook.Id, Type = t.Type.Name, Position = t.Event.Position, At = t.Event.At, DueAt = now }));
        return known;
    }
}
