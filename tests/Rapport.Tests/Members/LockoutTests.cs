using Microsoft.EntityFrameworkCore;
using Rapport.Interchange;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Members.Moving;

namespace Rapport.Tests.Members;

/// No door and no setting leaves a community without somebody who can look after it.
public abstract class LockoutTests(Engine engine)
{
    static Task<int> InOffice(World world) => world.Query(db => db.Members.CountAsync(m => m.Role == Role.Administrator && m.LeftAt == null && m.SuspendedAt == null && m.ConfirmedAt != null));

    static Task Confirm(World world) => world.Act(db => db.Members.Where(m => m.Role == Role.Administrator).ExecuteUpdateAsync(s => s.SetProperty(m => m.ConfirmedAt, m => m.JoinedAt)));

    [Fact]
    public async Task The_last_administrator_can_neither_step_down_nor_leave_nor_be_suspended_by_any_door()
    {
        await using var world = await World.Start(engine);
        await Confirm(world);
        var alma = world.Cast.Alma;
        using var visitor = world.Visit(alma);

        foreach (var (path, form) in new (string, object)[]
        {
            ($"/admin/people/{alma.Id}/role", new { role = "moderator" }), ($"/members/{alma.Id}/role", new { role = "member" }), ($"/admin/people/{alma.Id}/suspend", new { reason = "Tired" }),
            ("/settings/leave", new { choice = "KeepWordsWithoutName", handle = alma.Handle }),
        })
            Assert.Equal(422, (await visitor.Post(path, form)).Status);
        Assert.NotEqual(0, (await Terminal.Rapport(world.Home, "member", "role", alma.Handle, "member")).Code);
        Assert.NotEqual(0, (await Terminal.Rapport(world.Home, "member", "suspend", alma.Handle)).Code);

        Assert.Equal(1, await InOffice(world));
    }

    [Fact]
    public async Task Two_administrators_who_dismiss_each_other_at_the_same_moment_are_not_both_gone()
    {
        await using var world = await World.Start(engine);
        var second = await world.Given.Account("Nora", role: Role.Administrator);
        await Confirm(world);
        using var one = world.Visit(world.Cast.Alma);
        using var other = world.Visit(second);

        await Task.WhenAll(one.Post($"/admin/people/{second.Id}/role", new { role = "member" }), other.Post($"/admin/people/{world.Cast.Alma.Id}/role", new { role = "member" }));

        Assert.Equal(1, await InOffice(world));
    }

    [Fact]
    public async Task An_archive_that_holds_the_administrator_as_a_member_changes_nothing_about_them()
    {
        await using var world = await World.Start(engine);
        var nora = await world.Given.Account("Nora", role: Role.Administrator);
        var archive = new Archive(Directory.CreateTempSubdirectory("rapport-lockout-").FullName);
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, "elsewhere"));
        using (var members = archive.Write<MemberLine>()) members.Add(new() { Key = "1", Name = "Nora", Email = nora.Email, Role = "member" });

        await new Loader(world.Services, archive, Cause.Import, new() { WithRoles = true }).Run();

        Assert.Equal((Role.Administrator, nora.PasswordHash), await world.Query(db => db.Members.Where(m => m.Id == nora.Id).Select(m => new ValueTuple<Role, string?>(m.Role, m.PasswordHash)).SingleAsync()));
    }

    [Fact]
    public async Task With_ones_own_language_switched_off_a_wrong_mail_server_and_a_wrong_address_one_still_signs_in_and_mends_it()
    {
        await using var world = await World.Start(engine);
        var nora = await world.Given.Account("Nora", role: Role.Administrator);
        using (var before = world.Visit(nora))
        {
            Assert.Contains("Choose at least one language.", (await before.Post("/admin/languages", new { first = "xx" })).Text);
            await before.Post("/admin/mail", new { host = "127.0.0.1", port = "1", sender = "us@example.org" });
            await before.Post("/admin/server", new { address = "https://somewhere-else.example", limits = "0.25" });
            await before.Post("/admin/languages", new { first = "ar" });
        }
        using var visitor = world.Visit();

        Assert.Equal(303, (await visitor.Post("/sign-in", new { email = nora.Email, password = Given.Password })).Status);
        Assert.Equal(200, (await visitor.Get("/admin/mail")).Status);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get("/admin/mail"), "/admin/mail", new { host = "" })).Status);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get("/admin/server"), "/admin/server", new { address = "", limits = "" })).Status);
        Assert.Equal(303, (await visitor.Post("/admin/languages", new { first = "en", languages = "ar" })).Status);
        Assert.Equal("en", (await visitor.Get("/admin")).Html.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Where_no_mail_arrives_whoever_runs_the_server_hands_over_a_link()
    {
        await using var world = await World.Start(engine);
        var nora = await world.Given.Account("Nora", password: null, role: Role.Administrator);

        var said = await Terminal.Rapport(world.Home, "member", "link", nora.Handle);

        Assert.Equal(0, said.Code);
        using var visitor = world.Visit();
        var page = await visitor.Get(said.Lines.Single(l => l.Contains("/password/new")).Split(": ")[1]);
        await visitor.Submit(page, "/password/new", new { password = "found my way back" });
        Assert.Equal(200, (await visitor.Get("/admin")).Status);
    }

    [Fact]
    public async Task Settings_of_the_server_hold_at_once_on_every_node_and_what_the_environment_fixes_says_so()
    {
        await using var world = await World.Start(engine, null, "--mail-hold", "7");
        await using var other = await world.Join();
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/server");
        Assert.Contains("The environment fixes this", page.Text);

        Assert.Contains("as customers type it", (await alma.Submit(page, "/admin/server", new { address = "ftp://x" })).Text);
        Assert.Equal(303, (await alma.Submit(page, "/admin/server", new Dictionary<string, string> { ["address"] = "https://community.example/", ["mail-hold"] = "99" })).Status);

        var installation = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Rapport.Kernel.Installation>(other.Services);
        await Waiting.Eventually(() => installation.Address == "https://community.example", "the other node knows the address");
        Assert.Contains("https://community.example", (await other.Visit().Get("/")).Find("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(7, Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Rapport.Kernel.Installation>(world.Services).MailHold);
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/server")).Status);
    }
}

public sealed class LockoutTestsOnSqlite() : LockoutTests(Engine.Sqlite);
public sealed class LockoutTestsOnPostgres() : LockoutTests(Engine.Postgres);
