using Rapport.Insight.Searches;
using Rapport.Insight.Visits;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Insight;

/// Around every request, before kept pages are looked for: counts the pages people look at. It adds to numbers in memory and keeps nothing of who asked.
public sealed class CountVisits(RequestDelegate next, Counters counters, Askers askers)
{
    public Task Invoke(HttpContext context)
    {
        if (!Look.Is(context.Request)) return next(context);
        var answered = next(context);
        if (!answered.IsCompletedSuccessfully) return Later(answered, context);
        Count(context);
        return answered;
    }

    async Task Later(Task answered, HttpContext context)
    {
        await answered;
        Count(context);
    }

    void Count(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!Look.IsPage(response) || context.Features.Get<Uncounted>() is not null) return;
        if (Robots.Sent(request.Headers)) { counters.Add(Fact.Robots); return; }
        // The brand's own people are no visitors.
        if (!AnonymousPages.IsAnonymous(request) && context.RequestServices.GetRequiredService<Me>().IsStaff) return;
        counters.Add(Fact.Pages);
        if (Source.Of(request) is { } source) counters.Add(source);
        if (context.Features.Get<Searched>() is not { } searched) return;
        counters.Add(Fact.Searches);
        if (searched.Found > 0) return;
        counters.Add(Fact.Unfound);
        askers.Missed(searched.Words, context.Connection.RemoteIpAddress);
    }
}
