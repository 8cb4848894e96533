using Rapport.Kernel.Events;

namespace Rapport.Members;

/// Somebody belongs to the community now: their address is confirmed, or an operator added them.
public sealed record MemberJoined : Event
{
    public MemberJoined() { }
    internal MemberJoined(Member member) => About(member);
}

/// The account has another address, shown to be theirs.
public sealed record AddressMoved : Event
{
    public AddressMoved() { }
    internal AddressMoved(Member member) => About(member);

    public override IEnumerable<string> Touches => [];
}

/// The public side of a member changed: name, picture, words about themselves.
public sealed record ProfileChanged : Event
{
    public ProfileChanged() { }
    internal ProfileChanged(Member member) => About(member);
}

/// A member may do more than before, or less.
public sealed record RoleChanged(Role From, Role To) : Event
{
    internal RoleChanged(Member member, Role from) : this(from, member.Role) => About(member);
}

/// A member was made one of an audience, or is no longer.
public sealed record BelongingChanged(string Audience, bool Belongs) : Event
{
    internal BelongingChanged(Member member, string audience, bool belongs) : this(audience, belongs) => About(member);

    public override IEnumerable<string> Touches => [];
}

/// The account was closed for the time being, or opened again.
public sealed record SuspensionChanged(bool Suspended) : Event
{
    internal SuspensionChanged(Member member) : this(member.SuspendedAt is not null) => About(member);

    public override bool Hides => Suspended;
}

/// A member muted or blocked somebody. Whom stands in their own list alone.
public sealed record DistanceKept(DistanceKind Kind) : Event
{
    internal DistanceKept(Member by, DistanceKind kind) : this(kind) => About(by);

    public override IEnumerable<string> Touches => [];
}

/// A member hears somebody again.
public sealed record DistanceLifted(DistanceKind Kind) : Event
{
    internal DistanceLifted(Member by, DistanceKind kind) : this(kind) => About(by);

    public override IEnumerable<string> Touches => [];
}

/// A member left. What they wrote stays without a name, or is gone, as they chose.
public sealed record MemberLeft(LeavingChoice Choice) : Event
{
    internal MemberLeft(Member member, LeavingChoice choice) : this(choice) => About(member);

    public override bool Hides => true;
}
