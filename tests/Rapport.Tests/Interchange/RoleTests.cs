using Microsoft.EntityFrameworkCore;
using Rapport.Interchange;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Members.Moving;

namespace Rapport.Tests.Interchange;

/// An archive may say who looked after the community it comes from. That alone is no reason to trust them with this one.
public abstract class RoleTests(Engine engine)
{
    static Archive WithStaff()
    {
        var archive = new Archive(Directory.CreateTempSubdirectory("rapport-roles-").FullName);
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, "elsewhere"));
        using var members = archive.Write<MemberLine>();
        members.Add(new() { Key = "1", Name = "Mallory", Email = "mallory@example.com", Role = "administrator", Title = "Owner" });
        members.Add(new() { Key = "2", Name = "Nia", Email = "nia@example.com" });
        return archive;
    }

    [Fact]
    public async Task Roles_in_an_archive_are_not_given_and_the_report_says_so()
    {
        await using var world = await World.Start(engine);

        var report = await new Loader(world.Services, WithStaff(), Cause.Import).Run();

        Assert.Equal((Role.Member, null), await world.Query(db => db.Members.Where(m => m.Name == "Mallory").Select(m => new ValueTuple<Role, string?>(m.Role, m.Title)).SingleAsync()));
        Assert.Equal(("roles beyond member", 1), (report.Left[0].What, report.Left[0].Count));
    }

    [Fact]
    public async Task They_are_given_to_who_asks_for_them_and_stand_among_the_decisions()
    {
        await using var world = await World.Start(engine);

        await new Loader(world.Services, WithStaff(), Cause.Import, new() { WithRoles = true }).Run();

        Assert.Equal(Role.Administrator, await world.Query(db => db.Members.Where(m => m.Name == "Mallory").Select(m => m.Role).SingleAsync()));
        Assert.Equal("Member → Administrator", await world.Query(db => db.Set<AuditRow>().Where(a => a.Act == "member.role").Select(a => a.Reason).SingleAsync()));
        // Nobody has shown that the mailbox is theirs, so the one who is here stays.
        Assert.Equal(422, (await world.Visit(world.Cast.Alma).Post($"/admin/people/{world.Cast.Alma.Id}/role", new { role = "member" })).Status);
    }
}

public sealed class RoleTestsOnSqlite() : RoleTests(Engine.Sqlite);
public sealed class RoleTestsOnPostgres() : RoleTests(Engine.Postgres);
