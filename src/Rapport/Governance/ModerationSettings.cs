namespace Rapport.Governance;

/// When moderators look at what members write in a place: on a named signal, before publication, or after it. Words of staff never wait.
public enum Holding { Selective, Before, After }

/// How the house is kept in order: what waits, how much anybody writes, and reasons that moderators give again and again.
public sealed record ModerationSettings
{
    public Holding Holding { get; init; } = Holding.Selective;

    /// So many first posts of a member wait, where a brand wants that: being new alone is no reason by itself. Links wait until standing allows them.
    public int FirstPosts { get; init; }

    /// A member is new, and writes less at once, until so many of their posts were published.
    public int NewUntil { get; init; } = 2;

    public Limit Posts { get; init; } = new(6, 60, 200);
    public Limit NewcomersPosts { get; init; } = new(2, 8, 20);
    public Limit Reports { get; init; } = new(5, 30, 60);
    public Limit NewcomersReports { get; init; } = new(2, 6, 10);

    /// Null for those that come with the product.
    public IReadOnlyList<string>? Reasons { get; init; }

    /// The brand's own rules, each with a code.
    public IReadOnlyList<HouseRule> HouseRules { get; init; } = [];

    /// Words and links that are allowed nowhere here; places have lists of their own beside it.
    public Disallowed Disallowed { get; init; } = new();

    public HouseRule? Rule(string? code) => HouseRules.FirstOrDefault(r => string.Equals(r.Code, code, StringComparison.OrdinalIgnoreCase));

    public static readonly IReadOnlyList<string> UsualReasons =
    [
        "This advertises something and helps nobody here.",
        "This attacks a person. Say what you think of the matter instead.",
        "This tells private things about somebody. Leave them out.",
        "This belongs somewhere else; ask again in the space it fits.",
    ];
}
