using Rapport.Kernel.Events;

namespace Rapport.Trust;

/// The brand made somebody a helper, or thanked them and ended it. The subject is the appointment.
public sealed record HelperAppointed(long Member, bool Holds) : Event
{
    internal HelperAppointed(Appointment appointment) : this(appointment.MemberId, appointment.EndedAt is null) => About(appointment);

    public override IEnumerable<string> Touches => [$"member:{Member}"];
}

/// A privilege was earned, will be lost unless it is earned again, or is over. The subject is the member.
public sealed record PrivilegeChanged(long Grant, long Area, Privilege Privilege, PrivilegeNews News) : Event
{
    internal PrivilegeChanged(Members.Member member, Grant grant, PrivilegeNews news) : this(grant.Id, grant.AreaId, grant.Privilege, news) => About(member);
}

public enum PrivilegeNews { Earned, Fading, Over }
