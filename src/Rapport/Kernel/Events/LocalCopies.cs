using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Events;

/// What this node keeps for itself: its search index, its kept pages. An act that hid something is answered when they know it.
public sealed class LocalCopies(IEnumerable<Reader> readers, ILogger<LocalCopies> log)
{
    static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// Named by the node that somebody acted on, while the others may not have heard of it.
    public const string ActedCookie = AnonymousPages.SessionCookie + "-acted";

    /// Around every act.
    public static async ValueTask<object?> Wait(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var result = await next(call);
        var (context, services) = (call.HttpContext, call.HttpContext.RequestServices);
        var db = services.GetRequiredService<Db>();
        await services.GetRequiredService<LocalCopies>().Know(db);
        if (db is { HasTold: true, OnPostgres: true } && !ApiDoor.Leads(context))
            context.Response.Cookies.Append(ActedCookie, services.GetRequiredService<Installation>().Mark, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromSeconds(10) });
        return result;
    }

    /// Waits until every copy of this node has read what was hidden through this context. A copy that is being built shows nothing anyway.
    public async Task Know(Db db)
    {
        if (db.Hid.Count == 0) return;
        var until = DateTimeOffset.UtcNow + Most;
        var position = await Placed(db, [.. db.Hid], until);
        foreach (var copy in readers.OfType<LocalReader>().Where(r => r.Following))
            if (position is null || !await copy.Reach(position.Value, until - DateTimeOffset.UtcNow))
                log.LogWarning("{Reader} had not heard of what was hidden after {Most}", copy.Name, Most);
    }

    /// On PostgreSQL the sequencer gives the positions a moment later.
    static async Task<long?> Placed(Db db, List<long> rows, DateTimeOffset until)
    {
        while (DateTimeOffset.UtcNow < until)
        {
            var positions = await db.Set<EventRow>().Where(e => rows.Contains(e.Id)).Select(e => e.Position).ToListAsync();
            if (!positions.Contains(null)) return positions.Max();
            await Task.Delay(10);
        }
        return null;
    }
}
