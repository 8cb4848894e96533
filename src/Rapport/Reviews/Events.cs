using Rapport.Kernel.Events;
using Rapport.Reviews.Owners;

namespace Rapport.Reviews;

/// What happens to reviews beyond their words. The subject is the review; its pages are the product's, its family's, the lists of reviews and its own topic.
public abstract record ReviewEvent(long Product, long Shared) : Event
{
    public override IEnumerable<string> Touches => [.. Pages(Product, Shared), $"topic:{Subject.Id}"];

    /// The tags of the pages that show reviews of a product.
    internal static IEnumerable<string> Pages(long product, long shared, bool all = true) => [$"product:{product}", $"family:{shared}", $"reviews:{shared}", .. all ? ["reviews"] : Array.Empty<string>()];
}

public sealed record ReviewWritten(long Product, long Shared) : ReviewEvent(Product, Shared)
{
    internal ReviewWritten(Review review) : this(review.ProductId, review.SharedId) => About(review);
}

/// Its stars, product or what was asked beside them changed; words alone are told as of any post.
public sealed record ReviewChanged(long Product, long Shared) : ReviewEvent(Product, Shared)
{
    internal ReviewChanged(Review review) : this(review.ProductId, review.SharedId) => About(review);
}

/// A question went to owners of the product. The subject is the question.
public sealed record OwnersAsked(int Owners) : Event
{
    internal OwnersAsked(OwnersQuestion question) : this(question.Sent) => About(question);

    public override IEnumerable<string> Touches => [$"topic:{Subject.Id}"];
}

/// What is asked of reviews changed.
public sealed record AspectChanged(long? Category) : Event
{
    internal AspectChanged(Aspect aspect) : this(aspect.CategoryId) => About(aspect);

    public override IEnumerable<string> Touches => [Everything];
}
