using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Retention;

namespace Rapport.Search;

/// Each node's index forgets for good what was taken away and what was changed: as soon as somebody left, and after every tidying.
public sealed class ForgetHidden(SearchReader reader, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetHidden> log) : Loop(log)
{
    static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// The time in between is so many times what forgetting took: where an index is large, many leave before it is written anew.
    const int Rest = 20;

    protected override async Task Run(CancellationToken cancel)
    {
        for (DateTimeOffset? forgotten = null;;)
        {
            await reader.Owing.WaitAsync(Look, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
            var (began, tidied) = (clock.GetTimestamp(), await Tidied());
            if (reader.Owing.IsCompleted || tidied != forgotten)
            {
                await Task.Run(reader.Forget, cancel).WaitAsync(cancel);
                forgotten = tidied;
                var took = clock.GetElapsedTime(began) * Rest;
                await Task.Delay(took > Look ? took : Look, clock, cancel);
            }
            Succeeded();
        }
    }

    async Task<DateTimeOffset?> Tidied()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Db>().Set<Tidied>().MaxAsync(t => (DateTimeOffset?)t.At);
    }
}
