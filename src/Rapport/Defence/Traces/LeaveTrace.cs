using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Defence.Traces;

/// Notes, once a day, from which device and address a member acts: when they send a form, never when they read.
sealed class LeaveTrace(RequestDelegate next, MasterKey master, IServiceScopeFactory scopes, TimeProvider clock)
{
    const string Cookie = "device";
    const int MostNoted = 100_000;

    readonly Lazy<byte[]> key = new(() => Convert.FromHexString(master.Derive("defence:traces")));
    readonly ConcurrentDictionary<(long, TraceKind, string), DateOnly> noted = [];

    public async Task Invoke(HttpContext context, Me me)
    {
        if (HttpMethods.IsPost(context.Request.Method) && me is { IsAnonymous: false, IsStaff: false })
        {
            await Note(me.Member.Id, TraceKind.Device, DeviceOf(context));
            if (AddressOf(context) is { } address) await Note(me.Member.Id, TraceKind.Address, address);
        }
        await next(context);
    }

    /// A number that this browser was given by us, and nobody else reads.
    static string DeviceOf(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: 32 } known && known.All(char.IsAsciiHexDigitLower)) return known;
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Response.Cookies.Append(Cookie, fresh, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(SharedTraces.Days), IsEssential = true });
        return fresh;
    }

    /// Of IPv6 the network, which one household has to itself.
    static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } six => Convert.ToHexString(six.GetAddressBytes().AsSpan(0, 8)),
        var four => four.MapToIPv4().ToString(),
    };

    async Task Note(long member, TraceKind kind, string what)
    {
        var (now, hash) = (clock.GetUtcNow(), Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{kind}:{what}")).AsSpan(0, 16)));
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (noted.TryGetValue((member, kind, hash), out var day) && day == today) return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        try
        {
            await db.Transact(async () =>
            {
                if (await db.Traces.Where(t => t.MemberId == member && t.Kind == kind && t.Hash == hash).ExecuteUpdateAsync(s => s.SetProperty(t => t.At, now)) == 0) db.Add(new Trace(member, kind, hash, now));
                await db.SaveChangesAsync();
            });
        }
        // The same member on another node, a moment before.
        catch (DbUpdateException problem) when (Acts.IsConflict(problem)) { }
        if (noted.Count > MostNoted) noted.Clear();
        noted[(member, kind, hash)] = today;
    }
}
