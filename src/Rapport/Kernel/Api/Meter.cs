using System.Collections.Concurrent;
using System.Globalization;

namespace Rapport.Kernel.Api;

/// Counts what each member's tokens ask of this node within the minute.
public sealed class Meter(TimeProvider clock, Installation installation)
{
    const int Seconds = 60, Requests = 600, Acts = 60;
    Window now = new(0);

    sealed record Window(long Number)
    {
        public ConcurrentDictionary<(long, bool), int> Counts { get; } = new();
    }

    public Quota Take(long member, bool act)
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        var window = now;
        if (window.Number != second / Seconds) Interlocked.CompareExchange(ref now, new(second / Seconds), window);
        var most = (int)Math.Max(1, (act ? Acts : Requests) * (installation.Limits ?? 1));
        var used = now.Counts.AddOrUpdate((member, act), 1, (_, n) => n + 1);
        return new(act ? "acts" : "requests", most, most - used, (int)(Seconds - second % Seconds));
    }
}

/// What is left of a minute's allowance.
public sealed record Quota(string Name, int Most, int Left, int Seconds)
{
    public void Say(IHeaderDictionary headers)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Most};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";r={Math.Max(0, Left)};t={Seconds}");
        if (Left < 0) headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
    }
}
