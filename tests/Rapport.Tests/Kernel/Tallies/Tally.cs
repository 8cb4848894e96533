using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Tests.Kernel.Tallies;

/// The smallest thing with a story: a number that goes up. The kernel is proved on it, so that no feature has to hold still.
public sealed class Tally : Entity
{
    Tally() { }

    public Tally(long id, string name) => (Id, Name) = (id, name);

    public string Name { get; private set; } = "";
    public long Count { get; private set; }
    public DateTimeOffset? RaisedAt { get; private set; }

    public void Raise(int by, DateTimeOffset now)
    {
        if (by is < 1 or > 100) throw new Refused("A tally rises by at most {n}.", ("n", 100)) { Field = "by" };
        (Count, RaisedAt) = (Count + by, now);
    }
}

public sealed record TallyStarted : Event
{
    public TallyStarted() { }
    internal TallyStarted(Tally tally) => About(tally);
}

/// `Mark` tells who raised it in which turn, so that a test knows its own.
public sealed record TallyRaised(int By, long Mark) : Event
{
    internal TallyRaised(Tally tally, int by, long mark) : this(by, mark) => About(tally);
}

/// What the derived reader makes of the log.
public sealed class Tallied
{
    public long Id { get; init; }
    public long Sum { get; set; }
    public int Events { get; set; }
    public int Version { get; set; }

    /// Events that did not come right after the version before.
    public int OutOfOrder { get; set; }
}

/// What the effect's job did: one row each time it was done.
public sealed class Told
{
    public long Id { get; init; }
    public required string Key { get; init; }
    public DateTimeOffset At { get; init; }
}

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Tally> Tallies => db.Set<Tally>();
        public DbSet<Tallied> Tallied => db.Set<Tallied>();
        public DbSet<Told> Told => db.Set<Told>();
    }
}
