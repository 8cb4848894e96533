using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Members;

namespace Rapport.Reviews.Answering;

/// What the brand and a reviewer write to each other about the review. Nobody else ever reads it.
public sealed class PrivateWord(long id, long reviewId, long? authorId, bool byBrand, string text, DateTimeOffset at)
{
    public const int Longest = 3_000;

    public long Id { get; private set; } = id;
    public long ReviewId { get; private set; } = reviewId;

    /// Nobody for somebody of the brand who left.
    public long? AuthorId { get; private set; } = authorId;
    public bool ByBrand { get; private set; } = byBrand;
    public string Text { get; private set; } = text;
    public DateTimeOffset At { get; private set; } = at;

    /// The brand begins; the reviewer may answer.
    public static PrivateWord Write(long id, Review review, Member by, string? text, bool begun, DateTimeOffset now)
    {
        if (review.AuthorId is not { } author) throw new Refused("Whoever wrote this cannot be reached.");
        if (by.Id != author && !by.IsStaff) throw new NotFound();
        if (by.Id == author && !begun) throw new Refused("Nobody of the brand has written to you about it.");
        var words = Characters.Clean(text is { Length: > 10 * Longest } ? text[..(10 * Longest)] : text ?? "").Trim();
        if (Characters.Seen(words) < 2) throw new Refused("Write something.") { Field = "text" };
        if (words.Length > Longest) throw new Refused("Write at most {n} characters.", ("n", Longest)) { Field = "text" };
        return new(id, review.Id, by.Id, by.Id != author, words, now);
    }
}

/// Somebody of the brand decided that a review needs no answer.
public sealed class NoAnswer(long reviewId, long by, DateTimeOffset at)
{
    public long ReviewId { get; private set; } = reviewId;
    public long By { get; private set; } = by;
    public DateTimeOffset At { get; private set; } = at;
}
