using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;

namespace Rapport.Tests.Worlds;

/// Waiting for what happens beside the request. Tests never sleep: they name what they wait for.
public static class Waiting
{
    static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public static async Task Eventually(Func<Task<bool>> condition, string what, TimeSpan? most = null)
    {
        for (var since = Stopwatch.StartNew(); !await condition();)
        {
            if (since.Elapsed > (most ?? Most)) Assert.Fail($"Waited {since.Elapsed.TotalSeconds:0} s in vain: {what}");
            await Task.Delay(10);
        }
    }

    public static Task Eventually(Func<bool> condition, string what, TimeSpan? most = null) => Eventually(() => Task.FromResult(condition()), what, most);

    extension(World world)
    {
        /// Every event is placed, every reader of this node has read it, and no job that is due waits.
        public Task Settled() => Eventually(() => world.Query(async db =>
        {
            var log = db.Set<EventRow>();
            if (await log.AnyAsync(e => e.Position == null)) return false;
            var head = await log.MaxAsync(e => e.Position) ?? 0;
            foreach (var reader in world.Services.GetServices<Reader>())
                if (reader is LocalReader local ? local.Position < head : !await db.Set<Checkpoint>().AnyAsync(c => c.Reader == reader.Name && c.Position >= head)) return false;
            var now = world.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            return !await db.Set<Job>().AnyAsync(j => j.DoneAt == null && j.DeadAt == null && j.DueAt <= now);
        }), "readers to read everything and jobs to be done");
    }
}
