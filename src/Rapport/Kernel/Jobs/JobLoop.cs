using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;

namespace Rapport.Kernel.Jobs;

/// Takes due jobs under a lease and does them. A node that dies leaves its lease to run out, and another goes on; one that stops gives back what it has not begun.
public sealed class JobLoop(IServiceScopeFactory scopes, Installation installation, IEnumerable<JobKind> known, TimeProvider clock, Wake wake, ILogger<JobLoop> log) : Loop(log)
{
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2), Farewell = TimeSpan.FromSeconds(10);
    const int MostAttempts = 10;
    readonly string[] kinds = [.. known.Select(k => k.Name)];

    protected override async Task Run(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var ring = wake.Next;
                var jobs = await Claim();
                Succeeded();
                foreach (var job in jobs)
                {
                    cancel.ThrowIfCancellationRequested();
                    // One that waited here until its lease was over is another node's by now.
                    if (clock.GetUtcNow() < job.LockedUntil) await Do(job, cancel);
                }
                if (jobs.Count == 0) await Wake.Wait(ring, TimeSpan.FromSeconds(1), cancel);
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await GiveBack();
            throw;
        }
    }

    async Task GiveBack()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await db.Transact(() => db.Set<Job>().Where(j => j.LockedBy == installation.Node && j.LockedUntil != null && j.DoneAt == null && j.DeadAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.LockedUntil, (DateTimeOffset?)null).SetProperty(j => j.Attempts, j => j.Attempts - 1)));
        wake.Ring();
    }

    async Task<List<Job>> Claim()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = clock.GetUtcNow();
        if (!await db.Set<Job>().AnyAsync(j => kinds.Contains(j.Kind) && j.DoneAt == null && j.DeadAt == null && j.DueAt <= now && (j.LockedUntil == null || j.LockedUntil < now))) return [];
        var claimed = new List<Job>();
        await db.Transact(async () =>
        {
            var due = db.OnPostgres
                ? db.Set<Job>().FromSql($"SELECT * FROM kernel_jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= {now} AND (locked_until IS NULL OR locked_until < {now}) AND kind = ANY ({kinds}) ORDER BY due_at LIMIT 10 FOR UPDATE SKIP LOCKED")
                : db.Set<Job>().Where(j => kinds.Contains(j.Kind) && j.DoneAt == null && j.DeadAt == null && j.DueAt <= now && (j.LockedUntil == null || j.LockedUntil < now)).OrderBy(j => j.DueAt).Take(10);
            claimed = await due.AsTracking().ToListAsync();
            foreach (var job in claimed) (job.LockedBy, job.LockedUntil, job.Attempts) = (installation.Node, now + Lease, job.Attempts + 1);
            await db.SaveChangesAsync();
        });
        return claimed;
    }

    async Task Do(Job job, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        string? problem = null;
        try
        {
            var worker = scope.ServiceProvider.GetRequiredKeyedService<IWorker>(job.Kind);
            using var limit = new CancellationTokenSource(Lease * 0.9);
            await using var stop = cancel.Register(() => limit.CancelAfter(Farewell));
            await worker.Do(job.Payload, limit.Token);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "Job {Job} {Kind} failed at attempt {Attempt}", job.Id, job.Kind, job.Attempts);
            problem = failure.GetType().Name + ": " + failure.Message;
        }
        await using var after = scopes.CreateAsyncScope();
        var db = after.ServiceProvider.GetRequiredService<Db>();
        var now = clock.GetUtcNow();
        await db.Transact(async () =>
        {
            var mine = db.Set<Job>().Where(j => j.Id == job.Id && j.LockedBy == installation.Node);
            if (problem is null)
                await mine.ExecuteUpdateAsync(s => s.SetProperty(j => j.DoneAt, now).SetProperty(j => j.LockedUntil, (DateTimeOffset?)null));
            else
            {
                DateTimeOffset? dead = job.Attempts >= MostAttempts ? now : null;
                var due = now.AddSeconds(Math.Min(3600, Math.Pow(2, job.Attempts)));
                await mine.ExecuteUpdateAsync(s => s.SetProperty(j => j.DueAt, due).SetProperty(j => j.DeadAt, dead)
                    .SetProperty(j => j.Problem, problem).SetProperty(j => j.LockedUntil, (DateTimeOffset?)null));
            }
        });
    }
}
