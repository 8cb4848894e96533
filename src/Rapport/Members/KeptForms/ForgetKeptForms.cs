using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Members.SignIn;

namespace Rapport.Members.KeptForms;

/// Asks for what nobody came back for, and for tickets, exports and counted tries that are over, to be deleted.
public sealed record ForgetStale;

public sealed class Forgetting(Db db, TimeProvider clock) : Worker<ForgetStale>
{
    public override Task Do(ForgetStale work, CancellationToken cancel)
    {
        var weekAgo = clock.GetUtcNow() - KeptForm.Life;
        var at = weekAgo.Microseconds;
        return db.Transact(async () =>
        {
            await db.KeptForms.Where(f => f.At < weekAgo).ExecuteDeleteAsync(cancel);
            await db.Tickets.Where(t => t.EndsAt < weekAgo).ExecuteDeleteAsync(cancel);
            await db.Exports.Where(e => e.At < weekAgo).ExecuteDeleteAsync(cancel);
            await db.Set<Tries>().Where(t => t.At < at).ExecuteDeleteAsync(cancel);
        });
    }
}
