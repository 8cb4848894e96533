namespace Rapport.Defence.Traces;

public enum TraceKind { Device, Address }

/// That a member acted from a device or an address of the network, which nobody can read out of this: a hash under a key that is not in the database.
public sealed class Trace(long memberId, TraceKind kind, string hash, DateTimeOffset at)
{
    public long MemberId { get; private set; } = memberId;
    public TraceKind Kind { get; private set; } = kind;
    public string Hash { get; private set; } = hash;

    /// The last day of it.
    public DateTimeOffset At { get; private set; } = at;
}
