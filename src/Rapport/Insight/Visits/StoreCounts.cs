using Rapport.Insight.Searches;
using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;

namespace Rapport.Insight.Visits;

/// Stores what was counted every ten seconds, and once more when the node stops.
public sealed class StoreCounts(Counters counters, Askers askers, IServiceScopeFactory scopes, ILogger<StoreCounts> log) : Loop(log)
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(Every, cancel);
            await Now();
            Succeeded();
        }
    }

    public async Task Now()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await counters.Store(db);
        await askers.Store(db);
    }

    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        try { await Now(); }
        catch (Exception problem) { log.LogWarning(problem, "What was counted in the last seconds could not be stored"); }
    }
}
