namespace Rapport.Reviews;

/// How reviews are taken and counted. What is in force here is told to everybody on the page on reviews.
public sealed record ReviewSettings
{
    /// Only who bought the thing here, as orders tell, may review it.
    public bool BuyersOnly { get; init; }

    /// Reviews that were written elsewhere count in the stars; they are labelled either way.
    public bool ImportsCount { get; init; } = true;

    /// How many owners a question is passed on to at most, and how many in a week come to one of them.
    public int OwnersAsked { get; init; } = 10;
    public int OwnerWeekly { get; init; } = 2;

    internal const int MostOwners = 100, MostWeekly = 20;

    /// What is null stays.
    internal ReviewSettings Asking(int? owners, int? weekly) => this with
    {
        OwnersAsked = Within(owners ?? OwnersAsked, MostOwners, "ownersasked"), OwnerWeekly = Within(weekly ?? OwnerWeekly, MostWeekly, "ownerweekly"),
    };

    static int Within(int said, int most, string field) => said >= 1 && said <= most ? said : throw new Kernel.Refused("Write a number from {least} to {most}.", ("least", 1), ("most", most)) { Field = field };
}
