using Rapport.Kernel.Database;

namespace Rapport.Members.Exports;

/// A copy of everything kept about a member, as one ZIP; there for a week.
public sealed class Export : Entity
{
    Export() { }

    public Export(long id, long memberId, DateTimeOffset now) => (Id, MemberId, At) = (id, memberId, now);

    public long MemberId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }
    public byte[]? Bytes { get; private set; }

    public void Fill(byte[] bytes, DateTimeOffset now) => (Bytes, ReadyAt) = (bytes, now);
}
