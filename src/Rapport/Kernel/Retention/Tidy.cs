using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Retention;

/// Asks for everything that was kept long enough to be deleted.
public sealed record Tidy;

/// Carries the terms out, a small batch at a time so that nobody waits; what is left when its time is over is another job's.
public sealed class Tidier(Db db, IEnumerable<Retention> kinds, SiteSettings settings, TimeProvider clock) : Worker<Tidy>
{
    static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public override async Task Do(Tidy work, CancellationToken cancel)
    {
        var (began, chosen) = (clock.GetTimestamp(), settings.Of<RetentionSettings>());
        foreach (var kind in kinds.Where(k => k.Term is not null))
        {
            var (before, removed) = (clock.GetUtcNow().AddDays(-chosen.Of(kind)), 0L);
            for (var found = int.MaxValue; found >= kind.Term!.Batch;)
            {
                cancel.ThrowIfCancellationRequested();
                await db.Transact(async () =>
                {
                    found = await kind.Term.Forget(db, before, kind.Term.Batch);
                    await db.SaveChangesAsync(cancel);
                });
                db.Forget();
                removed += found;
                if (found < kind.Term.Batch || clock.GetElapsedTime(began) < Most) continue;
                await Note(kind, removed);
                await db.Enqueue(new Tidy());
                await db.Save();
                return;
            }
            await Note(kind, removed);
        }
        await db.Enqueue(new EmptyLog());
        await db.Save();
    }

    Task Note(Retention kind, long removed) => db.Transact(async () =>
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Tidied>().Where(t => t.Kind == kind.Name).ExecuteUpdateAsync(s => s.SetProperty(t => t.At, now).SetProperty(t => t.Removed, removed)) == 0)
        {
            db.Add(new Tidied { Kind = kind.Name, At = now, Removed = removed });
            await db.SaveChangesAsync();
        }
    });
}
