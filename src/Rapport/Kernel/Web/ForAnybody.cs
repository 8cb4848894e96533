namespace Rapport.Kernel.Web;

/// What other sites show within theirs, and what machines fetch for all: the same for everybody. Whoever brings a session along is not
/// recognised here, so that nothing of a member's stands in a shop's page, and nobody is followed through the shop.
public static class ForAnybody
{
    public static Task Run(HttpContext context, RequestDelegate next)
    {
        if (!Leads(context.Request.Path.Value ?? "")) return next(context);
        context.Request.Headers.Remove("Cookie");
        context.Request.Headers.Remove("Authorization");
        // A look at the shop's page is none at ours.
        context.Features.Set(new Uncounted());
        return next(context);
    }

    /// With or without a language before it.
    static bool Leads(string path) => path.IndexOf("/embed/", StringComparison.Ordinal) is 0 or 3 or 4 || path.StartsWith("/feeds/", StringComparison.Ordinal);
}
