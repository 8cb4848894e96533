using Rapport.Catalog;

namespace Rapport.Reviews.Feeds;

/// One review as feeds to other systems tell it.
sealed record ReviewEntry(Review Review, string Title, string Slug, string Html, string Language, long? AuthorId, string? Name, Product Product, bool Asked)
{
    public IReadOnlyList<ReviewPoint> Points { get; init; } = [];
}
