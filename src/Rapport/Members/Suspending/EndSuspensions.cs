using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;

namespace Rapport.Members.Suspending;

/// Asks for what is over to be written down. Comes due every five minutes, on one node.
public sealed record LookAtSuspensions;

/// Who was suspended until a moment that has come is in again from that moment; here it is told.
public sealed class EndSuspensions(Db db, TimeProvider clock) : Worker<LookAtSuspensions>
{
    const int AtOnce = 200;

    public override bool ReachesOut => true;

    public static void Register(IServiceCollection services) => services.AddWorker<EndSuspensions, LookAtSuspensions>().AddSchedule("look-at-suspensions", "*/5 * * * *", new LookAtSuspensions());

    public override async Task Do(LookAtSuspensions work, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var over = await db.Members.AsTracking().Where(m => m.SuspendedUntil <= now && m.SuspendedAt != null && m.LeftAt == null).OrderBy(m => m.SuspendedUntil).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var member in over) member.Readmit();
        await db.Save([.. over.Select(m => new SuspensionChanged(m))]);
    }
}
