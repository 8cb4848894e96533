using Rapport.Kernel.Database;
using Rapport.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    /// Somebody new, whom no other test knows.
    public Task<Member> Member(string name = "Nia", Role role = Role.Member) => world.Query(async db =>
    {
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{Fresh()}", db.Clock.GetUtcNow());
        db.Add(member);
        db.Entry(member).Property(m => m.Role).CurrentValue = role;
        await db.Save();
        return member;
    });
}
