namespace Rapport.Reviews.Photos;

/// A picture of an imported review that still lies elsewhere.
public sealed class WantedPhoto(long reviewId, int place, string address)
{
    public const int Most = 12, MostTries = 6, LongestAddress = 2_000;

    public long ReviewId { get; private set; } = reviewId;
    public int Place { get; private set; } = place;
    public string Address { get; private set; } = address;

    /// Why it could not be fetched, and how often that was tried.
    public string? Problem { get; private set; }
    public int Tries { get; private set; }

    public static bool IsAddress(string text) => text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    public void Fail(string problem) => (Problem, Tries) = (problem, Tries + 1);
}
