using Microsoft.Net.Http.Headers;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Api;

/// A thing that is edited, and the version it is shown in.
public interface IEdition
{
    int Version { get; }
}

public static class Editions
{
    /// Refuses the edit of a version that somebody changed since: the sender said by If-Match which one they saw.
    public static void DemandUnchanged(this HttpContext context, Entity entity) => context.DemandUnchanged(entity.Version);

    public static void DemandUnchanged(this HttpContext context, int version)
    {
        var seen = context.Request.GetTypedHeaders().IfMatch;
        if (seen.Count == 0 || seen.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Value!.Trim('"').Split('-')[0] == $"{version}")) return;
        throw new ApiProblem(StatusCodes.Status412PreconditionFailed, "changed-since", "Somebody changed this since you read it. Read it again, then decide.");
    }
}
