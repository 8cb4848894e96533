using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Rapport.Kernel.Web;

/// How often one visitor may do what costs or can be abused. The framework's own middleware would leave its clock running, and with it all of a server, when the server ends.
public sealed class Limits : IDisposable
{
    /// Trying passwords and codes: by address.
    public const string SignIn = "sign-in";

    /// Writing: by member, by address while anonymous.
    public const string Write = "write";

    /// Searching and what is asked while typing: by address.
    public const string Search = "search";

    readonly Installation installation;
    readonly Dictionary<string, PartitionedRateLimiter<HttpContext>> doors;

    public Limits(Installation installation)
    {
        this.installation = installation;
        doors = new()
        {
            [SignIn] = PartitionedRateLimiter.Create<HttpContext, string>(context => Window(Address(context), 20)),
            [Write] = PartitionedRateLimiter.Create<HttpContext, string>(context => Window(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Address(context), 40)),
            [Search] = PartitionedRateLimiter.Create<HttpContext, string>(context => Window(Address(context), 240)),
        };
    }

    public async Task Run(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is { } door)
        {
            using var lease = doors[door].AttemptAcquire(context);
            if (!lease.IsAcquired)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "60";
                return;
            }
        }
        await next(context);
    }

    public void Dispose()
    {
        foreach (var door in doors.Values) door.Dispose();
    }

    /// Counted anew when an administrator chooses other limits.
    RateLimitPartition<string> Window(string who, int permits)
    {
        var most = (int)Math.Max(1, permits * (installation.Limits ?? 1));
        return RateLimitPartition.GetSlidingWindowLimiter($"{most} {who}", _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 });
    }

    static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        // One household or server rents a whole /64 of IPv6 addresses.
        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.MapToIPv4().ToString();
    }
}
