using Rapport.Kernel.Moving;

namespace Rapport.Reviews.Moving;

/// What a review has beside its topic, whose key is its own: topics.jsonl holds its words under the kind "review".
[Part("reviews.jsonl")]
public sealed record ReviewLine : Line
{
    /// The SKU of the product.
    public required string Product { get; init; }

    /// One to five.
    public int Stars { get; init; }

    /// The writer gave the title.
    public bool Headed { get; init; }
    public IReadOnlyList<string> Good { get; init; } = [];
    public IReadOnlyList<string> Bad { get; init; } = [];

    /// Where it was written first; nothing for one that was written in the community which is moving.
    public string? Source { get; init; }

    /// That place says it checked the purchase.
    public bool Verified { get; init; }
    public DateTimeOffset? ImportedAt { get; init; }

    /// As it stood there: the rating on its own scale ("8/10"), and the variant.
    public string? Rating { get; init; }
    public string? Variant { get; init; }

    /// Addresses of pictures to be fetched, or the digests of files of the archive.
    public IReadOnlyList<string> Photos { get; init; } = [];
}
