using System.Net.Http.Headers;

namespace Rapport.Webhooks.Deliveries;

/// When what did not arrive is tried again, and when an address is left in peace.
public static class Retries
{
    static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int Most => Pauses.Length + 1;

    /// An address at which nothing has arrived for so long is switched off.
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// The pause after that many failed attempts, up to a tenth longer so that not everything returns at once; null when it was the last.
    public static TimeSpan? After(int attempts) => attempts >= Most ? null : Pauses[attempts - 1] * (1 + Random.Shared.NextDouble() / 10);

    /// How long nothing at all goes to an address: as it asks, else longer with every failure in a row, up to five minutes.
    public static TimeSpan Quiet(int? status, RetryConditionHeaderValue? asked, int failures, DateTimeOffset now)
    {
        var most = TimeSpan.FromHours(1);
        if (status is 429 or 503 && (asked?.Delta ?? asked?.Date - now) is { } wanted && wanted > TimeSpan.Zero) return wanted < most ? wanted : most;
        var slowed = status is null or 429 or 502 or 504;
        return failures < (slowed ? 1 : 5) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(failures, 10))));
    }
}
