namespace Rapport.Defence;

/// From when on something is a signal, and when one may hold a post until a moderator looked at it.
public sealed record DefenceSettings
{
    /// The classifier only advises until it has learned from so many decisions of moderators.
    public int Enough { get; init; } = 200;

    /// A newcomer's post is held where so many others said nearly the same; 0 for never.
    public int Copies { get; init; } = 3;

    /// So many published posts make a member known: words of theirs are not held on a signal.
    public int Known { get; init; } = 10;

    /// So many members from one device, or from one address of the network, are told of.
    public int Device { get; init; } = 3;
    public int Address { get; init; } = 5;

    /// So many votes for one post or one member, posts in one topic or by one member, or sign-ups, within an hour.
    public int Burst { get; init; } = 20;

    /// So many reviews of one product within three days by members who have done nothing else and bought it nowhere we know of.
    public int Reviews { get; init; } = 3;
}
