using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// Somebody whom no other test knows, known to the community: what they write waits for nobody.
    public Task<Member> Member(string name = "Nia", Role role = Role.Member) => world.Query(async db =>
    {
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{Fresh()}", db.Clock.GetUtcNow());
        db.Add(member);
        db.Entry(member).Property(m => m.Role).CurrentValue = role;
        // Until one is in office, nobody else joins.
        if (role == Role.Administrator) member.Confirm(db.Clock.GetUtcNow());
        db.Add(new Vouch(member.Id, null, member.JoinedAt));
        await db.Save();
        return member;
    });

    /// Somebody who came today: their first posts wait for a moderator.
    public Task<Member> Newcomer(string name = "Nia", bool mailed = false) => world.Query(async db =>
    {
        var number = Fresh();
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{number}", db.Clock.GetUtcNow());
        if (mailed)
        {
            member.UseAddress(EmailAddress.Of($"{name.ToLowerInvariant()}{number}@example.test"));
            member.Confirm(db.Clock.GetUtcNow());
        }
        db.Add(member);
        await db.Save();
        return member;
    });
}
