using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Rapport.Kernel.Web;

/// How often one visitor may do what costs or can be abused.
public static class Limits
{
    /// Trying passwords and codes: by address.
    public const string SignIn = "sign-in";

    /// Writing: by member, by address while anonymous.
    public const string Write = "write";

    /// Searching and what is asked while typing: by address.
    public const string Search = "search";

    public static void AddLimits(this IServiceCollection services, IConfiguration settings)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(SignIn, context => Window(context, Address(context), 20));
            limiter.AddPolicy(Write, context => Window(context, context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Address(context), 40));
            limiter.AddPolicy(Search, context => Window(context, Address(context), 240));
        });
    }

    /// Counted anew when an administrator chooses other limits.
    static RateLimitPartition<string> Window(HttpContext context, string who, int permits)
    {
        var most = (int)Math.Max(1, permits * (context.RequestServices.GetRequiredService<Installation>().Limits ?? 1));
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
