using Rapport.Kernel.Languages;

namespace Rapport.Kernel.Web;

/// After an act: a redirect within this site, in the visitor's language, that a reload does not repeat.
public sealed class Go(string path, bool forGood) : IResult
{
    public static IResult To(string path) => new Go(path, forGood: false);
    public static IResult ForGood(string path) => new Go(path, forGood: true);

    /// Only a path of this site: an address typed into a form leads nowhere else.
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl);

    public Task ExecuteAsync(HttpContext context)
    {
        if (!IsLocal(path)) throw new InvalidOperationException("Not a path of this site.");
        context.Response.StatusCode = forGood ? StatusCodes.Status301MovedPermanently : StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Uri.EscapeDataString(context.RequestServices.GetRequiredService<Locale>().To(path)).Replace("%2F", "/").Replace("%3F", "?")
            .Replace("%3D", "=").Replace("%26", "&").Replace("%23", "#").Replace("%25", "%").Replace("%3A", ":").Replace("%2B", "+").Replace("%40", "@").Replace("%2C", ",");
        return Task.CompletedTask;
    }
}

/// The page a form was sent from, as a path of this site.
public static class Sender
{
    public const string Field = "from";

    public static string? Of(HttpContext context) =>
        context.Request.HasFormContentType && context.Request.Form[Field].FirstOrDefault() is { } from && Go.IsLocal(from) ? from : null;

    /// Whether the browser says so as well; a form can be made to name any page, the browser cannot.
    public static bool IsAsTheBrowserSays(HttpContext context, string from) =>
        Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var said) && string.Equals(said.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && (said.PathAndQuery == from || said.PathAndQuery.EndsWith(from, StringComparison.Ordinal) && said.PathAndQuery.Length - from.Length is 3 or 4);
}
