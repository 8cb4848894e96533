using Rapport.Kernel.Database;

namespace Rapport.Webhooks.Deliveries;

/// Takes deliveries that are over away, with their attempts.
static class Forgetting
{
    public static async Task<int> Older(Db db, DateTimeOffset before, int most)
    {
        var over = await db.Deliveries.Where(d => d.DoneAt < before).OrderBy(d => d.DoneAt).Select(d => d.Id).Take(most).ToListAsync();
        await db.Attempts.Where(a => over.Contains(a.DeliveryId)).ExecuteDeleteAsync();
        return await db.Deliveries.Where(d => over.Contains(d.Id)).ExecuteDeleteAsync();
    }
}
