using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Jobs;
using Rapport.Members;
using Rapport.Members.Tickets;

namespace Rapport.Tests.Members;

public abstract class SettingsTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_forgotten_password_is_replaced_by_way_of_the_mailbox()
    {
        var nia = await Given.Account();
        using var thief = As(nia);
        Assert.Equal(200, (await thief.Get("/settings")).Status);
        using var visitor = Anyone();
        Assert.Equal("/password/sent", (await visitor.Post("/password/forgotten", new { email = nia.Email })).Location);
        var page = await visitor.Get(await Given.LinkMailedTo(nia.Email));

        Assert.Contains("at least 10 characters", (await visitor.Submit(page, "/password/new", new { password = "short" })).Text);
        Assert.Equal(303, (await visitor.Submit(page, "/password/new", new { password = "an entirely new one" })).Status);

        Assert.Equal(410, (await visitor.Submit(page, "/password/new", new { password = "an entirely new one" })).Status);
        foreach (var dead in new[] { page.Path, "/password/new", "/password/new?t=1.guessed" })
        {
            var late = await Anyone().Get(dead);
            Assert.Equal(410, late.Status);
            Assert.Contains("used before or is too old", late.Text);
            Assert.Null(late.Find("input[type=password]"));
            Assert.NotNull(late.Find("main a[href='/password/forgotten']"));
        }
        Assert.Equal(303, (await thief.Get("/settings")).Status);
        Assert.Equal("Your password was changed", (await Given.MailsTo(nia.Email))[0].Subject);
        Assert.Equal(303, (await Anyone().Post("/sign-in", new { email = nia.Email, password = "an entirely new one" })).Status);
    }

    [Fact]
    public async Task Asking_for_a_new_password_tells_nobody_who_has_an_account()
    {
        var nobody = Given.Address();
        Assert.Equal("/password/sent", (await Anyone().Post("/password/forgotten", new { email = nobody })).Location);
        await Settled();
        Assert.Empty(await Given.MailsTo(nobody));
    }

    [Theory, InlineData("/password/forgotten"), InlineData("/sign-in")]
    public async Task Until_the_answer_the_same_is_done_whether_or_not_there_is_an_account(string door)
    {
        await using var world = await World.Start(Engine, services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobLoop))));
        var nia = await world.Given.Account();
        foreach (var email in new[] { nia.Email, Given.Address() }) Assert.Equal(303, (await world.Visit().Post(door, new { email, by = "code" })).Status);

        Assert.Empty(await world.Given.MailsTo(nia.Email));
        Assert.Equal((2, 2), await world.Query(async db => (await db.Tickets.CountAsync(), await db.Set<Job>().CountAsync(j => j.Kind == nameof(MailTicket)))));
    }

    [Fact]
    public async Task Changing_the_password_wants_the_old_one_and_ends_the_other_sessions()
    {
        var nia = await Given.Account();
        using var other = As(nia);
        await other.Get("/settings");
        using var visitor = As(nia);
        var page = await visitor.Get("/settings");

        Assert.Contains("That is not your password.", (await visitor.Submit(page, "/settings/password", new { currentPassword = "a wrong guess", password = "an entirely new one" })).Text);
        var changed = await visitor.Submit(page, "/settings/password", new { currentPassword = Given.Password, password = "an entirely new one" });

        Assert.Contains("Your password is changed.", (await visitor.Get(changed.Location!)).Text);
        Assert.Equal(303, (await other.Get("/settings")).Status);
    }

    [Fact]
    public async Task A_new_address_is_used_once_its_link_was_opened_and_the_old_one_is_told()
    {
        var nia = await Given.Account();
        var (old, address) = (nia.Email!, Given.Address());
        using var visitor = As(nia);
        await visitor.Submit(await visitor.Get("/settings"), "/settings/address", new { email = address, currentPassword = Given.Password });
        Assert.Equal(303, (await Anyone().Post("/sign-in", new { email = old, password = Given.Password })).Status);

        var page = await visitor.Get(await Given.LinkMailedTo(address));
        Assert.Contains("Your new address is in use.", (await visitor.Get((await visitor.Submit(page, "/confirm")).Location!)).Text);

        Assert.Equal("Your e-mail address was changed", (await Given.MailsTo(old))[0].Subject);
        Assert.Equal(303, (await Anyone().Post("/sign-in", new { email = address, password = Given.Password })).Status);
        Assert.Equal(422, (await Anyone().Post("/sign-in", new { email = old, password = Given.Password, from = "/sign-in" })).Status);
    }

    [Fact]
    public async Task Nobody_takes_over_an_address_that_has_an_account()
    {
        var (nia, eve) = (await Given.Account(), await Given.Account("Eve"));
        using var visitor = As(eve);
        Assert.Equal("/settings?saved=address", (await visitor.Submit(await visitor.Get("/settings"), "/settings/address", new { email = nia.Email, currentPassword = Given.Password })).Location);
        Assert.Contains("Another account uses this address.", (await visitor.Submit(await visitor.Get(await Given.LinkMailedTo(nia.Email)), "/confirm")).Text);
    }

    [Fact]
    public async Task Language_and_zone_are_kept_and_mails_follow_them()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        var saved = await visitor.Submit(await visitor.Get("/settings"), "/settings/language", new { language = "ar", zone = "Africa/Cairo" });
        Assert.StartsWith("/ar/settings", saved.Location);

        await Anyone().Post("/password/forgotten", new { email = nia.Email });
        await Settled();
        var mail = (await Given.MailsTo(nia.Email))[0];
        Assert.Contains("/ar/password/new", mail.Text);
        Assert.Contains("dir=\"rtl\"", mail.Html);
        Assert.Equal(422, (await visitor.Post("/settings/language", new { language = "xx", zone = "Nowhere/Land", from = "/settings" })).Status);
    }

    [Fact]
    public async Task A_profile_shows_name_role_and_words_and_search_engines_wait_for_the_words()
    {
        var nia = await Given.Account("Noor", role: Role.Employee);
        using var visitor = As(nia);
        var silent = await Given.Account();
        Assert.NotNull((await Anyone().Visit($"/members/{silent.Id}")).Find("meta[name=robots][content=noindex]"));
        await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name = "Nia Okoye", title = "Support", bio = "I mend <b>things</b>." });

        await World.Settled();
        var page = await Anyone().Visit($"/members/{nia.Id}");

        Assert.Equal($"/members/{nia.Id}/nia-okoye", page.Path);
        Assert.Contains("Employee · Support", page.Find(".label-staff")!.TextContent);
        Assert.Contains("I mend <b>things</b>.", page.Text);
        Assert.Null(page.Find("meta[name=robots]"));
        Assert.Contains("\"@type\":\"ProfilePage\"", page.Body);
    }

    [Fact]
    public async Task Only_an_administrator_changes_roles_and_the_last_one_stays()
    {
        var nia = await Given.Account("Olaf");
        Assert.Equal(404, (await As(Mona).Post($"/members/{nia.Id}/role", new { role = "Administrator" })).Status);
        Assert.Equal(404, (await As(nia).Post($"/members/{nia.Id}/role", new { role = "Administrator" })).Status);

        var page = await As(Alma).Visit($"/members/{nia.Id}");
        Assert.Equal(303, (await As(Alma).Submit(page, "/role", new { role = "Moderator" })).Status);
        Assert.Equal(Role.Moderator, await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.Role).FirstAsync()));
        Assert.Equal(422, (await As(Alma).Post($"/members/{nia.Id}/role", new { role = "7", from = "/settings" })).Status);
    }

    [Fact]
    public async Task Somebody_unconfirmed_or_gone_has_no_page()
    {
        var nia = await Given.Account(confirmed: false);
        Assert.Equal(404, (await Anyone().Visit($"/members/{nia.Id}")).Status);
        Assert.Equal(404, (await Anyone().Visit("/members/999999999")).Status);
    }
    [Fact]
    public async Task A_picture_is_made_anew_and_goes_when_the_member_leaves()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name = "Nia", picture = ("me.png", png) });
        var path = (await Anyone().Visit($"/members/{nia.Id}")).Find(".profile-head img")!.GetAttribute("src")!;
        Assert.Equal(200, (await Anyone().Get(path)).Status);

        Assert.Equal(422, (await visitor.Submit(await visitor.Get("/settings"), "/settings/profile", new { name = "Nia", picture = ("me.png", "<svg onload=alert(1)>"u8.ToArray()) })).Status);
        await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = nia.Handle, currentPassword = Given.Password });
        Assert.Equal(404, (await Anyone().Get(path)).Status);
    }
}

public sealed class SettingsTestsOnSqlite() : SettingsTests(Engine.Sqlite);

public sealed class SettingsTestsOnPostgres() : SettingsTests(Engine.Postgres);
