using Rapport.Kernel.Database;

namespace Rapport.Kernel.Events;

/// Follows the event log in the order of positions, from its own checkpoint. It may be slow, fail or be added next year; it never blocks an act.
public abstract class Reader
{
    public virtual string Name => GetType().Name;

    /// What it keeps up to date, for people; a key of the catalogue.
    public virtual string What => Name;

    /// The most events handed over at once.
    public virtual int Batch => 500;

    /// The events that it does something with, or what they derive from; nothing where that may be any. What holds none of them is passed over without a transaction.
    public virtual IReadOnlyList<Type>? Hears => null;

    /// Raised when what is derived changes its shape: a derived or local reader then starts again from the beginning.
    public virtual int Version => 1;
}

/// Keeps tables that can be rebuilt from the start of the log and are then equal to themselves. Runs on one node at a time,
/// in the transaction that moves its checkpoint.
public abstract class DerivedReader : Reader
{
    /// Empties what the reader keeps, before it starts again.
    public abstract Task Clear(Db db);

    /// Applies the events to the tables; changes made through the context are saved with the checkpoint.
    public abstract Task Read(Db db, IReadOnlyList<Recorded> events);
}

/// Turns live events into work for the outside world (mail, push, webhooks) by enqueueing jobs whose key names event and
/// recipient. Never replayed: a new one starts at the head of the log.
public abstract class EffectReader : Reader
{
    public abstract Task Read(Db db, IReadOnlyList<Recorded> events);
}

/// Keeps something of this node's own (an index, a cache) and its checkpoint beside it.
public abstract class LocalReader : Reader
{
    /// The position up to which this node's copy is right. Asked when the node starts, and again after Read failed.
    public abstract Task<long> Start(Db db);

    public abstract Task Read(Db db, IReadOnlyList<Recorded> events);

    /// Whether it knows what to do when a newer node told something that this build does not know. Otherwise it waits there for the upgrade.
    public virtual bool ReadsUnknown => false;

    /// How far this node has come.
    public long Position { get; internal set; }

    /// Whether it knows where it is and follows the log; not while it is being built.
    public bool Following { get; internal set; }

    /// Waits until this node has read everything up to the position, or the time is over.
    public async Task<bool> Reach(long position, TimeSpan most)
    {
        for (var until = DateTimeOffset.UtcNow + most; Position < position;)
        {
            if (DateTimeOffset.UtcNow > until) return false;
            await Task.Delay(10);
        }
        return true;
    }
}
