using Rapport.Members;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Retention;

namespace Rapport.Tests.Members;

/// An account that was made for somebody, by an import or an invitation, becomes theirs by their mailbox and by nothing else.
public abstract class ClaimTests(Engine engine) : InWorld(engine)
{
    Task<Member> Imported(string name) => World.Query(async db =>
    {
        var member = new Member(db.NewId(), name, $"{name.ToLowerInvariant()}{Given.Fresh()}", db.Clock.GetUtcNow().AddYears(-2));
        member.AsImported("Roasts at home.", null, Role.Member, "en", "UTC");
        member.UseAddress(EmailAddress.Of(Given.Address()));
        db.Add(member);
        await db.Save(new MemberJoined(member));
        return member;
    });

    Task<Member> Now(Member member) => World.Query(db => db.Members.AsNoTracking().FirstAsync(m => m.Id == member.Id));

    [Fact]
    public async Task A_stranger_who_signs_up_with_the_address_changes_nothing_and_the_mailbox_claims_it()
    {
        var nia = await Imported("Nia");
        using var stranger = Anyone();

        Assert.Equal("/sign-up/sent", (await stranger.Post("/sign-up", new { name = "Mallory", email = nia.Email, password = "chosen by mallory" })).Location);

        var untouched = await Now(nia);
        Assert.Equal(("Nia", null, null), (untouched.Name, untouched.PasswordHash, untouched.ConfirmedAt));
        Assert.Equal(422, (await stranger.Post("/sign-in", new { email = nia.Email, password = "chosen by mallory" })).Status);
        Assert.Contains("waits for you", (await Given.MailsTo(nia.Email))[0].Subject);

        using var phone = Anyone();
        Assert.Equal(303, (await phone.Submit(await phone.Get(await Given.LinkMailedTo(nia.Email)), "/confirm")).Status);
        Assert.Equal("Nia", (await phone.Get("/settings")).Find("input[name=name]")!.GetAttribute("value"));
        Assert.Equal(422, (await stranger.Post("/sign-in", new { email = nia.Email, password = "chosen by mallory" })).Status);
    }

    [Fact]
    public async Task A_code_sent_to_the_mailbox_claims_it_as_well()
    {
        var nia = await Imported("Nia");
        using var visitor = Anyone();

        var door = await visitor.Post("/sign-in", new { email = nia.Email, by = "code" });
        await visitor.Submit(await visitor.Get(door.Location!), "/sign-in/code", new { code = await Given.CodeMailedTo(nia.Email) });

        Assert.Equal(200, (await visitor.Get("/settings")).Status);
        Assert.NotNull((await Now(nia)).ConfirmedAt);
    }

    [Fact]
    public async Task Others_read_the_profile_of_who_has_not_come_yet_but_not_of_who_never_confirmed()
    {
        Assert.Equal(200, (await Anyone().Visit($"/members/{(await Imported("Nia")).Id}")).Status);
        Assert.Equal(404, (await Anyone().Visit($"/members/{(await Given.Account(confirmed: false)).Id}")).Status);
    }

    [Fact]
    public async Task A_stranger_cannot_take_an_invitation_by_signing_up()
    {
        var (address, name) = (Given.Address(), $"Colleague {Given.Fresh()}");
        using var alma = As(Alma);
        await alma.Submit(await alma.Get("/admin/people"), "/admin/people/invite", new { name, email = address, role = "administrator" });
        using var stranger = Anyone();

        await stranger.Post("/sign-up", new { name = "Mallory", email = address, password = "chosen by mallory" });

        Assert.Equal(422, (await stranger.Post("/sign-in", new { email = address, password = "chosen by mallory" })).Status);
        Assert.Contains(name, (await alma.Get($"/admin/people?q={address}")).Text);
    }

    [Fact]
    public async Task An_account_nobody_confirmed_for_a_month_is_swept_away_unless_it_owns_something()
    {
        var (idle, writer, imported, confirmed, fresh) = (await Given.Account(confirmed: false), await Given.Account(confirmed: false), await Imported("Nia"), await Given.Account(), await Given.Account(confirmed: false));
        using (var visitor = As(writer)) await visitor.Post("/drafts/ask", new { title = "Half a question", body = "Half a thought" });
        long[] old = [idle.Id, writer.Id, confirmed.Id];
        await World.Act(db => db.Transact(() => db.Members.Where(m => old.Contains(m.Id)).ExecuteUpdateAsync(s => s.SetProperty(m => m.SignedUpAt, DateTimeOffset.UtcNow.AddDays(-31)))));

        await World.Do(async services => { await ActivatorUtilities.CreateInstance<Tidier>(services).Do(new Tidy(), default); return true; });

        long[] all = [.. old, imported.Id, fresh.Id];
        Assert.Equal([writer.Id, imported.Id, confirmed.Id, fresh.Id], await World.Query(db => db.Members.Where(m => all.Contains(m.Id)).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync()));
    }

    [Fact]
    public async Task Who_was_only_invited_does_not_count_as_the_other_administrator()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Submit(await alma.Get("/admin/people"), "/admin/people/invite", new { name = "Nora", email = "nobody-there@example.com", role = "administrator" });

        var refused = await alma.Post($"/admin/people/{world.Cast.Alma.Id}/role", new { role = "member" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("This is the only administrator.", refused.Text);
    }
}

public sealed class ClaimTestsOnSqlite() : ClaimTests(Engine.Sqlite);
public sealed class ClaimTestsOnPostgres() : ClaimTests(Engine.Postgres);
