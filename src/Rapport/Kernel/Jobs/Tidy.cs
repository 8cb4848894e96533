using Rapport.Kernel.Database;

namespace Rapport.Kernel.Jobs;

/// Asks for what has served its purpose to be deleted.
public sealed record Tidy;

/// Forgets act keys after a month, when nobody sends a form again, and done jobs after a month: by then no reader enqueues them anew. Jobs that were given up stay to be looked at.
public sealed class Tidier(Db db, TimeProvider clock) : Worker<Tidy>
{
    public override Task Do(Tidy work, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-30);
        return db.Transact(async () =>
        {
            await db.Set<Act>().Where(a => a.At < before).ExecuteDeleteAsync(cancel);
            await db.Set<Job>().Where(j => j.DoneAt < before).ExecuteDeleteAsync(cancel);
        });
    }
}
