using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Stories.Api;

/// Stories as programs see them. Their words are a topic of the same id: votes, replies and history are those of its posts.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("Stories");
        stories.MapGet("", TheStories.List).Says("The stories you may see, the newest first", Scope.Read);
        stories.MapGet("/{id:long}", TheStories.Show).Says("A story", Scope.Read);
        stories.MapGet("/prompts", TheStories.Prompts).Says("What stories are asked", Scope.Read);
        stories.MapPost("", TheStories.Write).Says("Tell a story", Scope.Write);
        stories.MapPut("/{id:long}/consent", TheStories.Consent).Says("Let the brand show your story elsewhere", Scope.Write, "The answer says in which words.");
        stories.MapDelete("/{id:long}/consent", TheStories.Withdraw).Says("Take your consent back", Scope.Write);
        stories.MapGet("/usable", TheStories.Usable).Says("The stories that may be shown elsewhere, with the consent of their authors", Scope.Read, "For the brand's own people. A story that is not here is not to be used.");
    }
}
