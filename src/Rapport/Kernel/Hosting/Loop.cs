namespace Rapport.Kernel.Hosting;

/// Background work that never gives up: what fails is logged and tried again, later each time up to a minute.
public abstract class Loop(ILogger log) : BackgroundService
{
    /// Since when the loop has been failing, for health.
    public DateTimeOffset? FailingSince { get; private set; }

    public virtual string Name => GetType().Name;

    protected abstract Task Run(CancellationToken cancel);

    protected void Succeeded() => FailingSince = null;

    protected override async Task ExecuteAsync(CancellationToken cancel)
    {
        await Task.Yield();
        for (var failures = 0; !cancel.IsCancellationRequested;)
        {
            var began = DateTimeOffset.UtcNow;
            try
            {
                await Run(cancel);
                return;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
            catch (Exception problem)
            {
                failures = DateTimeOffset.UtcNow - began > TimeSpan.FromMinutes(2) ? 1 : failures + 1;
                FailingSince ??= DateTimeOffset.UtcNow;
                var pause = TimeSpan.FromSeconds(Math.Min(60, 0.5 * Math.Pow(2, failures)));
                log.LogError(problem, "{Loop} failed and tries again in {Pause}", Name, pause);
                await Task.Delay(pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
