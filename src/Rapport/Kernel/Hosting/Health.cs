using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Hosting;

/// Ready means: this node is not stopping, the database answers, its tables are of this build, and no reader or loop has been failing for a minute.
public sealed class Ready(IServiceScopeFactory scopes, Draining draining, IEnumerable<IHostedService> hosted) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
    {
        if (draining.IsOn) return HealthCheckResult.Unhealthy("This node is stopping.");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        try
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any()) return HealthCheckResult.Unhealthy("The database waits for its migrations.");
            await EventLog.Head(db);
        }
        catch (Exception problem) { return HealthCheckResult.Unhealthy("The database does not answer.", problem); }
        var stuck = hosted.OfType<Loop>().Where(l => l.FailingSince < DateTimeOffset.UtcNow.AddMinutes(-1)).Select(l => l.Name).ToList();
        return stuck.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Failing for more than a minute: " + string.Join(", ", stuck));
    }
}
