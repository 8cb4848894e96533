using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Webhooks.Deliveries;

/// Asks for deliveries that are over to be deleted after thirty days, with what was answered.
public sealed record ForgetDeliveries;

public sealed class DeliveryKeeper(Db db, TimeProvider clock) : Worker<ForgetDeliveries>
{
    public override Task Do(ForgetDeliveries work, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-30);
        return db.Transact(async () =>
        {
            var over = db.Deliveries.Where(d => d.DoneAt < before);
            await db.Attempts.Where(a => over.Any(d => d.Id == a.DeliveryId)).ExecuteDeleteAsync(cancel);
            await over.ExecuteDeleteAsync(cancel);
        });
    }
}
