using Rapport.Kernel.Api;

namespace Rapport.Conversations.Api;

/// Conversations as programs see them. Every act goes the way of its form.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var spaces = api.MapGroup("/spaces").WithTags("Spaces");
        spaces.MapGet("", TheSpaces.List).Says("The spaces you may see", Scope.Read);
        spaces.MapGet("/{id:long}", TheSpaces.Show).Says("A space", Scope.Read);

        var topics = api.MapGroup("/topics").WithTags("Topics");
        topics.MapGet("", TheTopics.List).Says("Topics you may see, newest activity first", Scope.Read);
        topics.MapGet("/{id:long}", TheTopics.Show).Says("A topic with its opening post", Scope.Read);
        topics.MapGet("/{id:long}/replies", ThePosts.Replies).Says("The replies to a topic, in the order of the page: answers by acceptance and score, others as they came", Scope.Read);
        topics.MapPost("/{id:long}/replies", ThePosts.Reply).Says("Reply to a topic, or answer its question", Scope.Write);
        topics.MapPost("", TheTopics.Start).Says("Begin a topic: ask a question, open a discussion, tell a story, write an article", Scope.Write);

        var posts = api.MapGroup("/posts").WithTags("Posts");
        posts.MapGet("/{id:long}", ThePosts.Show).Says("A post: an opening, a reply or a comment", Scope.Read);
        posts.MapGet("/{id:long}/comments", ThePosts.Comments).Says("The comments below a post, the oldest first", Scope.Read);
    }
}
