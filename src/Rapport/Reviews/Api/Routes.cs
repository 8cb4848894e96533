using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Reviews.Api;

/// Reviews as programs see them. Their words are a topic of the same id: votes, replies and history are those of its posts.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var reviews = api.MapGroup("").WithTags("Reviews");
        reviews.MapGet("/reviews", TheReviews.All).Says("All published reviews you may see", Scope.Read);
        reviews.MapGet("/reviews/{id:long}", TheReviews.Show).Says("A review with its evidence", Scope.Read, "One's own also while it waits for a moderator. To vote whether it helped, vote on the post of the same id: `PUT /api/v1/posts/{id}/vote`.");
        reviews.MapPatch("/reviews/{id:long}", TheReviews.Change).Says("Change your review", Scope.Write, "What was there before is kept. What you disclosed once stays disclosed.");
        reviews.MapGet("/products/{id:long}/reviews", TheReviews.OfProduct).Says("The published reviews of a product and its variants", Scope.Read);
        reviews.MapGet("/products/{id:long}/review-facets", TheReviews.Facets).Says("What the reviews of a product can be narrowed down to, with counts", Scope.Read, "Choices as the list of reviews takes them. Each count leaves the choices of its own facet aside.");
        reviews.MapPost("/products/{id:long}/reviews", TheReviews.Write).Says("Review a product", Scope.Write, "One of each author and product; another one is refused.");
        reviews.MapGet("/products/{id:long}/review-questions", TheReviews.Questions).Says("What reviews of a product answer beside their stars", Scope.Read);
        reviews.MapGet("/products/{id:long}/voices", TheVoices.Show).Says("What reviewers of a product praise and criticise", Scope.Read, "Good and bad sides that say the same are put together; what only one review says is read there.");
        reviews.MapGet("/ratings/usual", TheRatings.Usual).Says("What is usual in the whole catalogue, to which the reviews of each product are added for its score", Scope.Read);
        reviews.MapGet("/products/{id:long}/rating", TheRatings.Show).Says("The stars of a product and its variants, and how they are made", Scope.Read);
    }
}
