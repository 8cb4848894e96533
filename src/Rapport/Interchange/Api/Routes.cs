using Microsoft.AspNetCore.Mvc;
using Rapport.Interchange.Moves;
using Rapport.Kernel.Api;

namespace Rapport.Interchange.Api;

/// Moving in and out, for programs.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var moves = api.MapGroup("/moves").WithTags("Moving in and out");
        moves.MapGet("", TheMoves.List).Says("Communities that came in, were tried or went out, the latest first", Scope.Settings);
        moves.MapGet("/{id:long}", TheMoves.Show).Says("How far it has come, and what came of it", Scope.Settings);
        // As large as the form's: it goes straight to disk.
        moves.MapPost("", TheMoves.HandIn).Says("Hand a community in to be tried", Scope.Settings, "As multipart/form-data: the fields `source`, `prefix`, `roles`, `passwords`, `encoding` and `days` where they are wanted, then `file`. Nothing is stored until you let it go on.")
            .WithMetadata(new RequestSizeLimitAttribute(MovingDesk.Largest)).Accepts<HandedCommunity>("multipart/form-data");
        moves.MapPost("/{id:long}/go", TheMoves.GoOn).Says("Bring it in for good after a trial, or go on after it broke off", Scope.Settings);
        moves.MapPost("/{id:long}/stop", TheMoves.Stop).Says("Stop it", Scope.Settings);
        moves.MapPost("/export", TheMoves.Export).Says("Take the community along in an archive", Scope.Settings);
        moves.MapGet("/{id:long}/file", MovingDesk.Fetch).Says("The archive of an export", Scope.Settings).Produces(200, typeof(byte[]), "application/zip");
        moves.MapDelete("/{id:long}/file", TheMoves.Drop).Says("Let go of the file now", Scope.Settings);
    }
}
