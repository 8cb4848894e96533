using Rapport.Kernel;

namespace Rapport.Members;

/// How far a member keeps another away: a mute hears nothing of them, a block is not addressed by them either.
public enum DistanceKind { Mute, Block }

/// A member keeps another away. Only they know of a mute; whoever is blocked learns of it where they are refused.
public sealed class Distance(long memberId, long otherId, DistanceKind kind, DateTimeOffset since)
{
    public const int Most = 1_000;

    public long MemberId { get; private set; } = memberId;

    /// Who is kept away.
    public long OtherId { get; private set; } = otherId;
    public DistanceKind Kind { get; private set; } = kind;
    public DateTimeOffset Since { get; private set; } = since;

    public bool IsBlock => Kind == DistanceKind.Block;

    internal void Become(DistanceKind kind, DateTimeOffset now) => (Kind, Since) = (kind, now);

    /// Who speaks for the brand reaches everybody and hears everybody; between all others it is theirs to say.
    internal static void RefuseUnlessPossible(Member by, Member other, DistanceKind kind)
    {
        if (by.Id == other.Id) throw new Refused("You cannot mute or block yourself.");
        if (other.IsStaff) throw new Refused("{name} speaks for the brand here. Their answers and decisions reach everybody, so they cannot be muted or blocked. If something they wrote is wrong, report it.", ("name", other.Name));
        if (by.IsStaff && kind == DistanceKind.Block) throw new Refused("Who speaks for the brand hears everybody and blocks nobody. You can mute {name}, or leave it to a moderator.", ("name", other.Name));
    }
}

/// What ends between two members when one of them blocks the other: into what Save stores.
public delegate Task<IReadOnlyList<Kernel.Events.Event>> Parting(Kernel.Database.Db db, Member one, Member other);

/// Somebody whom a member cannot address: because they blocked the member, or because the member blocked them.
public sealed record Apart(long Id, string Name, bool ByOneself);
