using Rapport.Conversations.Drafts;
using Rapport.Conversations.Following;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Spaces;
using Rapport.Conversations.Tags;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Votes;
using Rapport.Kernel.Web;

namespace Rapport.Conversations;

/// Which address leads where.
static class Routes
{
    public static void Map(Doors doors)
    {
        var pages = doors.Pages;
        pages.MapGet("/spaces", ListSpaces.Handle);
        pages.MapGet("/spaces/{slug}", ShowSpace.Handle);
        pages.MapGet("/topics/{id:long}/{slug?}", ShowTopic.Handle);
        pages.MapGet("/posts/{id:long}", ShowPost.Handle);
        pages.MapGet("/posts/{id:long}/comment", PostComment.Show);
        pages.MapGet("/ask", ShowAsk.Handle);
        pages.MapGet("/tags", ListTags.Handle);
        pages.MapGet("/tags/{name}", ShowTag.Handle);
        pages.MapGet("/drafts", ListDrafts.Handle);

        // What a script sends while somebody types comes too often to count as writing.
        pages.MapPost("/preview", ShowPreview.Handle).RequireRateLimiting(Limits.Search);
        pages.MapPut("/drafts/{key}", KeepDraft.Script).RequireRateLimiting(Limits.Search);

        var acts = doors.Acts;
        acts.MapPost("/ask", StartTopic.Handle);
        acts.MapPost("/topics/{id:long}/replies", PostReply.Handle);
        acts.MapPost("/posts/{id:long}/comments", PostComment.Handle);
        acts.MapPost("/posts/{id:long}/vote", CastVote.Handle);
        acts.MapPost("/posts/{id:long}/accept", AcceptAnswer.Handle);
        acts.MapPost("/posts/{id:long}/unaccept", AcceptAnswer.Undo);
        acts.MapPost("/following", FollowThing.Handle);
        acts.MapPost("/drafts/{key}", KeepDraft.Button);
        acts.MapPost("/drafts/{key}/drop", ListDrafts.Drop);
    }
}
