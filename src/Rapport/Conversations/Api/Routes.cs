using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Conversations.Api;

/// Conversations as programs see them. Every act goes the way of its form.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var spaces = api.MapGroup("/spaces").WithTags("Spaces");
        spaces.MapGet("", TheSpaces.List).Says("The spaces you may see", Scope.Read);
        spaces.MapGet("/{id:long}", TheSpaces.Show).Says("A space", Scope.Read);
        spaces.MapPost("", TheSpaces.Open).Says("Open a space", Scope.Moderate);
        spaces.MapPatch("/{id:long}", TheSpaces.Change).Says("Change a space: its name, words, audience or language", Scope.Moderate);
        spaces.MapPut("/order", TheSpaces.Arrange).Says("Put the spaces in another order", Scope.Moderate);
        spaces.MapPost("/{id:long}/archiving", TheSpaces.Archive).Says("Archive a space", Scope.Moderate, "It can be read, and nothing new is written in it.");
        spaces.MapDelete("/{id:long}/archiving", TheSpaces.Restore).Says("Let a space go on", Scope.Moderate);
        spaces.MapGet("/{id:long}/guests", TheSpaces.Guests).Says("Who is invited to a space", Scope.Moderate);
        spaces.MapPost("/{id:long}/guests", TheSpaces.Invite).Says("Invite a member to a space", Scope.Moderate);
        spaces.MapDelete("/{id:long}/guests/{member:long}", TheSpaces.Uninvite).Says("Take an invitation back", Scope.Moderate);

        spaces.MapGet("/{id:long}/lists", TheSpaces.Lists).Says("Words and links that a space does not allow", Scope.Moderate);
        spaces.MapPut("/{id:long}/lists", TheSpaces.Disallow).Says("Say which words and links a space does not allow", Scope.Moderate, "Whoever writes one is told at once, or waits for a moderator.");

        Topics(api.MapGroup("/topics").WithTags("Topics"));
        Posts(api.MapGroup("/posts").WithTags("Posts"));
        api.MapPost("/preview", ThePosts.Preview).WithMetadata(new UnconfirmedMay()).WithTags("Posts").Says("How words would look", Scope.Read);
        api.MapGet("/members/{id:long}/posts", TheSaid.List).WithTags("Members").Says("What a member said, as far as you may read it, the latest first", Scope.Read);

        var tags = api.MapGroup("/tags").WithTags("Tags");
        tags.MapGet("", TheTags.List).Says("The tags, the commonest first", Scope.Read);
        tags.MapGet("/{name}", TheTags.Show).Says("A tag and what it means", Scope.Read);
        tags.MapPut("/{name}", TheTags.Explain).Says("Say what a tag means", Scope.Write, "For the brand's own people, and for members whose standing allows it.");

        var waiting = api.MapGroup("/waiting").WithTags("Moderation");
        waiting.MapGet("", TheHelp.Waiting).Says("What waits because of a link where you are trusted", Scope.Read);
        waiting.MapPost("/{id:long}/publication", TheHelp.Release).Says("Publish it", Scope.Write);

        var mine = api.MapGroup("").WithTags("Following and drafts");
        mine.MapGet("/follows", TheFollows.List).Says("What you follow", Scope.Read);
        mine.MapPut("/follows/{kind}/{id:long}", TheFollows.Follow).Says("Follow a topic, tag, space, product or member", Scope.Write);
        mine.MapDelete("/follows/{kind}/{id:long}", TheFollows.Unfollow).Says("Follow it no longer", Scope.Write);
        mine.MapGet("/drafts", TheDrafts.List).Says("What you began and did not post", Scope.Read);
        mine.MapGet("/drafts/{key}", TheDrafts.Show).Says("A draft", Scope.Read);
        mine.MapPut("/drafts/{key}", TheDrafts.Keep).WithMetadata(new UnconfirmedMay()).Says("Keep a draft", Scope.Write);
        mine.MapDelete("/drafts/{key}", TheDrafts.Drop).WithMetadata(new UnconfirmedMay()).Says("Throw a draft away", Scope.Write);
    }

    static void Topics(IEndpointRouteBuilder topics)
    {
        topics.MapGet("", TheTopics.List).Says("Topics you may see, newest activity first", Scope.Read);
        topics.MapGet("/{id:long}", TheTopics.Show).Says("A topic with its opening post", Scope.Read);
        topics.MapGet("/{id:long}/replies", ThePosts.Replies).Says("The replies to a topic, in the order of the page", Scope.Read, "Answers by acceptance and score, replies to other topics as they came.");
        topics.MapPost("", TheTopics.Start).Says("Begin a topic: ask a question, open a discussion, tell a story, write an article", Scope.Write);
        topics.MapPost("/{id:long}/replies", ThePosts.Reply).Says("Reply to a topic, or answer its question", Scope.Write);
        topics.MapPatch("/{id:long}", TheTopics.Change).Says("Change the title, words, tags, product or matter of a topic", Scope.Write, "One's own; for a moderator anyone's, with a reason.");
        topics.MapPost("/{id:long}/closure", TheTopics.Close).Says("Close a topic", Scope.Moderate);
        topics.MapDelete("/{id:long}/closure", TheTopics.Reopen).Says("Let a topic go on", Scope.Moderate);
        topics.MapPost("/{id:long}/pin", TheTopics.Pin).Says("Keep a topic first in its space", Scope.Moderate);
        topics.MapDelete("/{id:long}/pin", TheTopics.Unpin).Says("Let a topic stand among the others", Scope.Moderate);
        topics.MapPut("/{id:long}/tags", TheHelp.Tag).Says("Give another's topic its tags", Scope.Write, "For moderators, and for members whose standing in the space allows it.");
        topics.MapPut("/{id:long}/duplicates/{other:long}", TheHelp.Mark).Says("Say that a question was asked before", Scope.Write, "For moderators, and for members whose standing in the space allows it.");
        topics.MapDelete("/{id:long}/duplicates/{other:long}", TheHelp.Unmark).Says("Take that back", Scope.Write, "For moderators, and for members whose standing in the space allows it.");
        topics.MapPut("/{id:long}/space", TheTopics.Move).Says("Move a topic to another space", Scope.Moderate);
        topics.MapPut("/{id:long}/slow", TheTopics.Slow).Says("Slow a topic down, or let it go at its own pace", Scope.Moderate, "One post of a member in so long a time; the brand's own people are not slowed.");
    }

    static void Posts(IEndpointRouteBuilder posts)
    {
        posts.MapGet("/{id:long}", ThePosts.Show).Says("A post: an opening, a reply or a comment", Scope.Read);
        posts.MapGet("/{id:long}/comments", ThePosts.Comments).Says("The comments below a post, the oldest first", Scope.Read);
        posts.MapGet("/{id:long}/source", ThePosts.Source).Says("A post as it was written, to be edited", Scope.Read, "One's own; for a moderator anyone's.");
        posts.MapGet("/{id:long}/revisions", ThePosts.Revisions).Says("What a post said before it was edited, the latest first", Scope.Read);
        posts.MapPost("/{id:long}/comments", ThePosts.Comment).Says("Comment on a post", Scope.Write);
        posts.MapPatch("/{id:long}", ThePosts.Change).Says("Change what a post says", Scope.Write, "One's own; for a moderator anyone's, with a reason. What was there before is kept.");
        posts.MapDelete("/{id:long}", ThePosts.Remove).Says("Remove a post", Scope.Write, "One's own; for a moderator anyone's, with a reason.");
        posts.MapPut("/{id:long}/restoration", ThePosts.Restore).Says("Bring back what was removed or hidden", Scope.Write, "One's own that one removed; for a moderator anything.");
        posts.MapPost("/{id:long}/appeal", ThePosts.Appeal).Says("Ask for another look at what a moderator hid", Scope.Write, "One's own, once; somebody else decides, where there is one.");
        posts.MapPut("/{id:long}/vote", ThePosts.Vote).Says("Vote on a post, or take the vote back", Scope.Write);
        posts.MapPut("/{id:long}/acceptance", ThePosts.Accept).Says("Accept an answer", Scope.Write, "For whoever asked, and for moderators.");
        posts.MapDelete("/{id:long}/acceptance", ThePosts.Unaccept).Says("Accept it no longer", Scope.Write);
        posts.MapPut("/{id:long}/official", ThePosts.Mark).Says("Mark your own answer as the brand's word", Scope.Write, "For employees.");
        posts.MapDelete("/{id:long}/official", ThePosts.Unmark).Says("Take the mark away", Scope.Write);
    }
}
