using Rapport.Defence.Signals;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Defence.Patterns;

/// What exactly was much at once.
public enum Burst { VotesForPost, VotesForMember, VotesByMember, PostsInTopic, PostsByMember, Joins }

/// Something that shows only when several things are seen together. It opens no case: a moderator does, or says that there is nothing to it.
public sealed class Finding : Entity
{
    Finding() { }

    public Finding(long id, SignalKind kind, Burst? burst, string key, DateTimeOffset now) => (Id, Kind, Burst, Key, FoundAt, SeenAt) = (id, kind, burst, key, now, now);

    public SignalKind Kind { get; private set; }
    public Burst? Burst { get; private set; }

    /// What it is known by when it is found again.
    public string Key { get; private set; } = "";

    /// How many; of how many others, or how many percent.
    public int Number { get; private set; }
    public int Others { get; private set; }
    public DateTimeOffset FoundAt { get; private set; }
    public DateTimeOffset SeenAt { get; private set; }

    /// Who had cases opened for it, and who said that there is nothing to it.
    public long? LookedBy { get; private set; }
    public DateTimeOffset? LookedAt { get; private set; }
    public long? DismissedBy { get; private set; }
    public DateTimeOffset? DismissedAt { get; private set; }

    public bool IsOpen => LookedAt is null && DismissedAt is null;

    /// Found again, and how large it is now.
    public void See(int number, int others, DateTimeOffset now) => (Number, Others, SeenAt) = (number, others, now);

    public void Look(Member by, DateTimeOffset now)
    {
        RefuseUnlessOpen(by);
        (LookedBy, LookedAt) = (by.Id, now);
    }

    public void Dismiss(Member by, DateTimeOffset now)
    {
        RefuseUnlessOpen(by);
        (DismissedBy, DismissedAt) = (by.Id, now);
    }

    void RefuseUnlessOpen(Member by)
    {
        if (by.Role is not (Role.Moderator or Role.Administrator)) throw new Refused("Only moderators can do this.");
        if (!IsOpen) throw new Refused("Somebody looked at this already.");
    }
}

/// A member or a post that a finding is about. Cases are opened for those that Opens says; the others only belong to it.
public sealed class FindingPart(long findingId, string of, long thingId, bool opens)
{
    public long FindingId { get; private set; } = findingId;
    public string Of { get; private set; } = of;
    public long ThingId { get; private set; } = thingId;
    public bool Opens { get; private set; } = opens;
}
