using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Trust.Reading;

/// Who works here, whom the brand appointed, and who left.
sealed class PeopleKnown : EvidenceSource
{
    public override IReadOnlyList<Type> Hears => [typeof(MemberJoined), typeof(RoleChanged), typeof(HelperAppointed), typeof(MemberLeft)];

    public override async Task<IReadOnlyList<Evidence>> Read(Db db, IReadOnlyList<Recorded> events)
    {
        var joined = events.Where(e => e.Event is MemberJoined).Select(e => e.Subject.Id).ToList();
        // Who came with an office was given it before the log told of them.
        var staff = joined.Count == 0 ? [] : await db.Members.Where(m => joined.Contains(m.Id) && m.Role != Role.Member).Select(m => m.Id).ToListAsync();
        return [.. events.Select(e => e.Event switch
        {
            MemberJoined when staff.Contains(e.Subject.Id) => new BecameKnown(e.Position, e.At, e.Subject.Id, KnownBy.Employment, true),
            RoleChanged role => new BecameKnown(e.Position, e.At, e.Subject.Id, KnownBy.Employment, role.To != Role.Member),
            HelperAppointed helper => new BecameKnown(e.Position, e.At, helper.Member, KnownBy.Appointment, helper.Holds),
            MemberLeft => new Left(e.Position, e.At, e.Subject.Id),
            _ => (Evidence?)null,
        }).OfType<Evidence>()];
    }
}
