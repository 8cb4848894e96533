namespace Rapport.Governance;

/// Whose posts wait for a moderator before others see them. Those of staff never do.
public enum Holding { Newcomers, Everybody, Nobody }

/// How the house is kept in order: what waits, how much anybody writes, and reasons that moderators give again and again.
public sealed record ModerationSettings
{
    public Holding Holding { get; init; } = Holding.Newcomers;

    /// A member is new until so many of their posts were published; their links wait a little longer.
    public int FirstPosts { get; init; } = 2;
    public int LinksAfter { get; init; } = 5;

    public Limit Posts { get; init; } = new(6, 60, 200);
    public Limit NewcomersPosts { get; init; } = new(2, 8, 20);
    public Limit Reports { get; init; } = new(5, 30, 60);
    public Limit NewcomersReports { get; init; } = new(2, 6, 10);

    /// Null for those that come with the product.
    public IReadOnlyList<string>? Reasons { get; init; }

    public static readonly IReadOnlyList<string> UsualReasons =
    [
        "This advertises something and helps nobody here.",
        "This attacks a person. Say what you think of the matter instead.",
        "This tells private things about somebody. Leave them out.",
        "This belongs somewhere else; ask again in the space it fits.",
    ];
}
