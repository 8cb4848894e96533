using Rapport.Kernel.Hosting;

namespace Rapport.Search;

/// Once a day each node's index forgets for good what was hidden.
public sealed class ForgetHidden(SearchReader reader, TimeProvider clock, ILogger<ForgetHidden> log) : Loop(log)
{
    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromDays(1), clock, cancel);
            await reader.Forget();
            Succeeded();
        }
    }
}
