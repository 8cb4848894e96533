using Rapport.Conversations.Drafts;
using Rapport.Conversations.Feeds;
using Rapport.Conversations.Following;
using Rapport.Conversations.Helping;
using Rapport.Conversations.Matters;
using Rapport.Conversations.People;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Spaces;
using Rapport.Conversations.Tags;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Conversations.Votes;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations;

/// Which address leads where.
static class Routes
{
    public static void Map(Doors doors)
    {
        var pages = doors.Pages;
        pages.MapGet("/spaces", ListSpaces.Handle);
        pages.MapGet("/spaces/{slug}", ShowSpace.Handle);
        pages.MapGet("/topics", ListTopics.Handle);
        pages.MapGet("/members/{id:long}/posts", MemberPosts.Handle);
        pages.MapGet("/topics/{id:long}/{slug?}", ShowTopic.Handle);
        pages.MapGet("/posts/{id:long}", ShowPost.Handle);
        pages.MapGet("/posts/{id:long}/comment", PostComment.Show);
        pages.MapGet("/ask", ShowAsk.Handle);
        pages.MapGet(ListMatters.Path, ListMatters.Handle);
        pages.MapGet("/about/{matter}", ShowMatter.Handle);
        pages.MapGet(ShowMatterReport.Path, ShowMatterReport.Show);
        pages.MapGet(ShowMatterReport.Path + ".csv", ShowMatterReport.Csv);
        pages.MapGet("/tags", ListTags.Handle);
        pages.MapGet("/tags/{name}", ShowTag.Handle);
        pages.MapGet("/drafts", ListDrafts.Handle);
        pages.MapGet("/following", ListFollowing.Handle);
        pages.MapGet("/admin/spaces", SpacesDesk.Show);
        pages.MapGet("/admin/spaces/new", SpaceSettings.New);
        pages.MapGet("/admin/spaces/{slug}", SpaceSettings.Show);
        pages.MapGet("/admin/spaces/{slug}/lists", PlaceLists.Show);
        pages.MapGet("/tags/{name}/edit", ExplainTag.Show);
        pages.MapGet("/posts/{id:long}/edit", EditPost.Show);
        pages.MapGet("/posts/{id:long}/history", ShowHistory.Handle);
        pages.MapGet("/posts/{id:long}/remove", RemovePost.Show);
        pages.MapGet("/posts/{id:long}/appeal", AppealPost.Show);
        pages.MapGet("/help/waiting", ReleasePost.Show);
        pages.MapGet("/topics/{id:long}/move", MoveTopic.Show);
        pages.MapGet("/topics/{id:long}/slow", SlowTopic.Show);

        pages.MapGet("/topics/feed", ShowFeed.All);
        pages.MapGet("/spaces/{slug}/feed", ShowFeed.Space);
        pages.MapGet("/tags/{name}/feed", ShowFeed.Tag);
        pages.MapGet("/about/{matter}/feed", ShowFeed.About);
        pages.MapGet("/stories/feed", ShowFeed.Stories);
        pages.MapGet("/topics/{id:long}/feed", ShowFeed.Topic);
        pages.MapFallback("/{**path}", OldAddresses.Handle);

        // What a script sends while somebody types comes too often to count as writing.
        pages.MapPost("/preview", ShowPreview.Handle).RequireRateLimiting(Limits.Search).WithMetadata(new UnconfirmedMay());
        pages.MapPut("/drafts/{key}", KeepDraft.Script).AddEndpointFilter(Acts.Once).RequireRateLimiting(Limits.Search).WithMetadata(new UnconfirmedMay());

        var acts = doors.Acts;
        var pictures = new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Pictures.LargestForm);
        acts.MapPost("/ask", StartTopic.Handle).WithMetadata(pictures);
        acts.MapPost("/topics/{id:long}/replies", PostReply.Handle).WithMetadata(pictures);
        acts.MapPost("/posts/{id:long}/comments", PostComment.Handle);
        acts.MapPost("/posts/{id:long}/vote", CastVote.Handle);
        acts.MapPost("/posts/{id:long}/accept", AcceptAnswer.Handle);
        acts.MapPost("/posts/{id:long}/unaccept", AcceptAnswer.Undo);
        acts.MapPost("/following", FollowThing.Handle);
        acts.MapPost("/drafts/{key}", KeepDraft.Button).WithMetadata(new UnconfirmedMay());
        acts.MapPost("/drafts/{key}/drop", ListDrafts.Drop).WithMetadata(new UnconfirmedMay());
        acts.MapPost("/posts/{id:long}", EditPost.Handle).WithMetadata(pictures);
        acts.MapPost("/posts/{id:long}/remove", RemovePost.Handle);
        acts.MapPost("/posts/{id:long}/appeal", AppealPost.Handle);
        acts.MapPost("/posts/{id:long}/restore", RestorePost.Handle);
        acts.MapPost("/posts/{id:long}/official", MarkOfficial.Handle);
        acts.MapPost("/topics/{id:long}/tags", Retag.Handle);
        acts.MapPost("/topics/{id:long}/duplicate", MarkDuplicate.Handle);
        acts.MapPost("/topics/{id:long}/duplicate/undo", MarkDuplicate.Undo);
        acts.MapPost("/help/waiting/{id:long}", ReleasePost.Handle);
        acts.MapPost("/topics/{id:long}/close", CloseTopic.Handle);
        acts.MapPost("/topics/{id:long}/reopen", CloseTopic.Reopen);
        acts.MapPost("/topics/{id:long}/pin", PinTopic.Handle);
        acts.MapPost("/topics/{id:long}/unpin", PinTopic.Undo);
        acts.MapPost("/topics/{id:long}/move", MoveTopic.Handle);
        acts.MapPost("/topics/{id:long}/slow", SlowTopic.Handle);
        acts.MapPost("/admin/spaces", SpaceSettings.Open);
        acts.MapPost("/admin/spaces/order", SpacesDesk.Order);
        acts.MapPost("/admin/spaces/{slug}", SpaceSettings.Change);
        acts.MapPost("/admin/spaces/{slug}/move", SpacesDesk.Move);
        acts.MapPost("/admin/spaces/{slug}/lists", PlaceLists.Handle);
        acts.MapPost("/admin/spaces/{slug}/archive", SpaceSettings.Archive);
        acts.MapPost("/admin/spaces/{slug}/restore", SpaceSettings.Restore);
        acts.MapPost("/admin/spaces/{slug}/guests", SpaceSettings.Invite);
        acts.MapPost("/admin/spaces/{slug}/guests/{guest:long}/remove", SpaceSettings.Uninvite);
        acts.MapPost("/tags/{name}", ExplainTag.Handle);
    }
}
