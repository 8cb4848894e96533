namespace Rapport.Reviews;

/// How reviews are taken and counted. What is in force here is told to everybody on the page on reviews.
public sealed record ReviewSettings
{
    /// Only who bought the thing here, as orders tell, may review it.
    public bool BuyersOnly { get; init; }

    /// Reviews that were written elsewhere count in the stars; they are labelled either way.
    public bool ImportsCount { get; init; } = true;
}
