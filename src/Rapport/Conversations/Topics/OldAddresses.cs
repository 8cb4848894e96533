using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// Whatever no other page answers to: an address from before a move or an import leads to where its words are now.
public static class OldAddresses
{
    public static async Task<IResult> Handle(HttpContext context, Db db, Me me, EndpointDataSource endpoints)
    {
        if (!HttpMethods.IsGet(context.Request.Method)) return Refuse(context, OtherMethods.Of(context, endpoints));
        var path = (context.Request.Path.Value ?? "/").TrimEnd('/');
        if (path.Length is < 2 or > 500) throw new NotFound();
        // Addresses of other systems end in a title that may have changed: what stands before it names the thing as well.
        var shorter = path[..Math.Max(1, path.LastIndexOf('/'))];
        var found = await db.OldAddresses.Where(a => a.Path == path || a.Path == shorter).ToListAsync();
        var old = found.Find(a => a.Path == path) ?? found.FirstOrDefault() ?? throw new NotFound();
        return Go.ForGood(await Posts.ShowPost.PathTo(db, me, old.PostId));
    }

    static IResult Refuse(HttpContext context, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0) throw new NotFound();
        OtherMethods.Tell(context, methods.Contains("GET") ? [.. methods.Append("HEAD").Distinct().Order()] : methods);
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
