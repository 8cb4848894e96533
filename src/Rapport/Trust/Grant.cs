namespace Rapport.Trust;

/// A member has a privilege, since when, and where their standing no longer bears it, until when all the same.
public sealed class Grant(long id, long memberId, long areaId, Privilege privilege, DateTimeOffset since)
{
    /// Days that a privilege outlives the standing that bore it.
    public const int Grace = 30;

    public long Id { get; private set; } = id;
    public long MemberId { get; private set; } = memberId;

    /// 0 for what holds everywhere.
    public long AreaId { get; private set; } = areaId;
    public Privilege Privilege { get; private set; } = privilege;
    public DateTimeOffset Since { get; private set; } = since;
    public DateTimeOffset? FadesAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void Fade(DateTimeOffset now) => FadesAt ??= now.AddDays(Grace);

    internal void Recover() => FadesAt = null;

    internal void End(DateTimeOffset now) => EndedAt = now;
}
