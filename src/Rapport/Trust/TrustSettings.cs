using Rapport.Statistics;

namespace Rapport.Trust;

/// The formula in force, and from how many points on a member may do more than others.
public sealed record TrustSettings
{
    public StandingFormula Formula { get; init; } = new();

    /// Rises with every change of the formula: standing is then made anew from the log.
    public int Edition { get; init; }

    /// Points over all areas.
    public int Links { get; init; } = 10;

    /// Points in the area.
    public int Tags { get; init; } = 50;
    public int Duplicates { get; init; } = 50;
    public int Wiki { get; init; } = 100;
    public int Release { get; init; } = 150;

    public int For(Privilege privilege) => privilege switch
    {
        Privilege.Links => Links,
        Privilege.Tags => Tags,
        Privilege.Duplicates => Duplicates,
        Privilege.Wiki => Wiki,
        _ => Release,
    };

    /// The same as an amount of the common day.
    internal double AmountFor(Privilege privilege, DateTimeOffset now) => Formula.Amount(For(privilege), Days.Of(now));
}

/// What somebody may do because of their standing: links that do not wait, tags of others' topics, marking duplicates, the articles of tags, and letting out what waits.
public enum Privilege { Links, Tags, Duplicates, Wiki, Release }
