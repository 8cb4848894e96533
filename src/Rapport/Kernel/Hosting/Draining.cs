namespace Rapport.Kernel.Hosting;

/// A node that is told to stop first says that it is not ready and goes on answering, until whoever spreads the requests has
/// heard of it; then it finishes what is under way. The setting drain says how many seconds that takes.
public sealed class Draining(Installation installation, IConfiguration settings) : IHostedLifecycleService
{
    public TimeSpan Time { get; } = TimeSpan.FromSeconds(settings.GetValue("drain", installation.OnPostgres ? 5.0 : 0));

    public bool IsOn { get; private set; }

    /// Connections that are kept open would be broken later, perhaps with a request on its way.
    public Task Run(HttpContext context, RequestDelegate next)
    {
        if (IsOn) context.Response.Headers.Connection = "close";
        return next(context);
    }

    public async Task StoppingAsync(CancellationToken cancel)
    {
        IsOn = true;
        await Task.Delay(Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
