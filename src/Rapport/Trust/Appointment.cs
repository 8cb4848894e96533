using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Trust;

/// The brand made somebody a helper of an area, or of all: said beside their name, as long as it lasts.
public sealed class Appointment : Entity
{
    Appointment() { }

    public Appointment(long id, Member member, long? area, Member by, DateTimeOffset now)
    {
        if (member.IsStaff) throw new Refused("{name} is of the brand already.", ("name", member.Name));
        if (member.IsUnconfirmed || !member.MaySignInAt(now)) throw new Refused("{name} cannot be a helper now.", ("name", member.Name));
        (Id, MemberId, AreaId, AppointedBy, AppointedAt) = (id, member.Id, area, by.Id, now);
    }

    public long MemberId { get; private set; }

    /// Nothing for all areas.
    public long? AreaId { get; private set; }
    public long AppointedBy { get; private set; }
    public DateTimeOffset AppointedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long? EndedBy { get; private set; }

    public void End(Member by, DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This has ended already.");
        (EndedAt, EndedBy) = (now, by.Id);
    }
}
