using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Trust;

/// For what somebody is praised, or blamed.
public enum PraiseKind { Accepted, Helpful, Unhelpful, Hidden }

/// Something that bears on how much somebody is trusted, at its place in the log.
public abstract record Evidence(long Position, DateTimeOffset At);

/// Somebody found another's words helpful, or accepted them as the answer. Without a giver, where an import did not name one, it counts nothing.
public sealed record Praised(long Position, DateTimeOffset At, PraiseKind Kind, long Thing, long Topic, long Area, long? Giver, long Receiver) : Evidence(Position, At);

/// It was taken back. An acceptance is one for a thing, whoever gave it.
public sealed record PraiseTakenBack(long Position, DateTimeOffset At, PraiseKind Kind, long Thing, long? Giver) : Evidence(Position, At);

/// Words are out of others' sight: what praised them counts nothing meanwhile. Where a moderator hid them it counts against their author.
public sealed record OutOfSight(long Position, DateTimeOffset At, long Thing, long Topic, long Area, long? Author, bool ByModerator) : Evidence(Position, At);

public sealed record BackInSight(long Position, DateTimeOffset At, long Thing) : Evidence(Position, At);

/// What was said in a topic is of another area now.
public sealed record AreaChanged(long Position, DateTimeOffset At, long Topic, long Area) : Evidence(Position, At);

/// Why the house knows who somebody is. Each reason holds until it is taken back.
public enum KnownBy { Purchase = 1, Employment = 2, Appointment = 4 }

public sealed record BecameKnown(long Position, DateTimeOffset At, long Member, KnownBy By, bool Holds) : Evidence(Position, At);

/// A moderator found that somebody reported rightly, or not; -1 where the decision was taken back.
public sealed record ReportJudged(long Position, DateTimeOffset At, long Reporter, bool Right, int Times = 1) : Evidence(Position, At);

public sealed record Left(long Position, DateTimeOffset At, long Member) : Evidence(Position, At);

/// Reads evidence out of a module's own events. The module registers one; what it says must be the same whenever it is asked again.
public abstract class EvidenceSource
{
    /// The events that it reads, as a reader says them.
    public abstract IReadOnlyList<Type> Hears { get; }

    public abstract Task<IReadOnlyList<Evidence>> Read(Db db, IReadOnlyList<Recorded> events);
}

/// What the areas are called that a visitor may see. The module that keeps them registers it.
public delegate Task<IReadOnlyDictionary<long, string>> AreaNames(Db db, Members.Me me, IReadOnlyCollection<long> areas);

/// Every area there is, for whoever gives offices in them.
public delegate Task<IReadOnlyDictionary<long, string>> AllAreas(Db db, Members.Me me);
