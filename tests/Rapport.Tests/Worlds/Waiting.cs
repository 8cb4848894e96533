using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
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
        public async Task Settled(TimeSpan? most = null)
        {
            string? waits = null;
            try { await Eventually(async () => (waits = await world.Query(db => Waits(world, db))) is null, "everything to settle", most); }
            catch (Xunit.Sdk.FailException) { Assert.Fail($"Not settled after {(most ?? Most).TotalSeconds} s: {waits}"); }
        }
    }

    static async Task<string?> Waits(World world, Db db)
    {
        var log = db.Set<EventRow>();
        if (await log.CountAsync(e => e.Position == null) is var unplaced and > 0) return $"{unplaced} events have no position";
        var head = await log.MaxAsync(e => e.Position) ?? 0;
        var checkpoints = await db.Set<Checkpoint>().AsNoTracking().ToDictionaryAsync(c => c.Reader, c => c.Position);
        foreach (var reader in world.Services.GetServices<Reader>())
        {
            var at = reader is LocalReader local ? local.Following ? local.Position : -1 : Math.Max(checkpoints.GetValueOrDefault(reader.Name, -1), (world.Loop(reader.Name) as SharedReaderLoop)?.Reached ?? -1);
            if (at < head) return $"{reader.Name} has read {at} of {head}" + (world.Loop(reader.Name)?.FailingSince is null ? "" : " and fails (RAPPORT_TEST_LOG=warning says why)");
        }
        var now = world.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.DoneAt == null && j.DeadAt == null && j.DueAt <= now) is { } job) return $"the job {job.Kind} {job.Payload} waits {job.Problem}";
        // The last job may have told something after the readers were looked at.
        return await log.AnyAsync(e => e.Position == null || e.Position > head) ? "something was told meanwhile" : null;
    }

    static Loop? Loop(this World world, string name) => world.Services.GetServices<IHostedService>().OfType<Loop>().FirstOrDefault(l => l.Name == name);
}
