using System.IO.Hashing;
using System.Text;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Feeds;

/// GET /feeds/google-reviews.xml: what Google's Merchant Center fetches.
static class ShowGoogleFeed
{
    public const string Path = "/feeds/google-reviews.xml";

    // Raised when the same reviews are written differently.
    const string Writing = "1";

    public static async Task Handle(HttpContext context, Db db, GoogleFeed feed, Installation installation)
    {
        // Taken before anything is read: what changes meanwhile has another tag.
        var etag = $"W/\"{await EventLog.Head(db):x}-{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Writing} {installation.Address} {installation.Brand}")):x}\"";
        var response = context.Response;
        (response.Headers.ETag, response.Headers.CacheControl) = (etag, "no-cache");
        if (context.Request.Knows(etag)) { response.StatusCode = StatusCodes.Status304NotModified; return; }
        response.ContentType = "application/xml; charset=utf-8";
        // Whatever breaks off in the middle is no XML, so that nobody takes half of the reviews for all of them.
        await feed.Write(response.Body, context.RequestAborted);
    }
}
