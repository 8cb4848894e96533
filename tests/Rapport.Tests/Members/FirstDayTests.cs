using Rapport.Members;
using Rapport.Members.Setup;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Members;

/// Before a community has its administrator, and on the day it gets one.
public abstract class FirstDayTests(Engine engine) : IAsyncLifetime
{
    World world = null!;
    string path = "";

    public async ValueTask InitializeAsync()
    {
        world = await World.Start(engine);
        await world.Act(async db => await db.Members.ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.Member)));
        path = new Uri((await SetUp.Invitation(world.Services))!).PathAndQuery;
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    Task<Response> Fill(Visitor visitor, Response page, string email = "nora@example.org") => visitor.Submit(page, "/setup", new { name = "Nora", email, password = "a long password", brand = "Wren & Co", language = "en" });

    [Fact]
    public async Task Nobody_signs_up_before_somebody_looks_after_the_community_and_anybody_does_after()
    {
        using var visitor = world.Visit();
        var form = new { name = "Early", email = "nora@example.org", password = "a long enough one" };

        var closed = await visitor.Get("/sign-up");
        Assert.Contains("This community is being set up", closed.Text);
        Assert.Contains("Open the address that the server printed", closed.Text);
        Assert.Null(closed.Find("form[action='/sign-up']"));
        var refused = await visitor.Post("/sign-up", form);
        Assert.Equal(422, refused.Status);
        Assert.Contains("This community is being set up.", refused.Text);
        Assert.False(await world.Query(db => db.Members.AnyAsync(m => m.EmailKey == form.email)));

        Assert.Equal("/admin/mail?first=1", (await Fill(world.Visit(), await world.Visit().Get(path))).Location);
        Assert.Equal("/sign-up/sent", (await visitor.Submit(await visitor.Get("/sign-up"), "/sign-up", new { form.name, email = "early@example.org", form.password })).Location);
    }

    [Fact]
    public async Task An_account_that_nobody_confirmed_does_not_keep_its_address_from_the_first_administrator()
    {
        var (stranger, known) = (await world.Given.Account("Stranger", confirmed: false), await world.Given.Account());

        using var visitor = world.Visit();
        Assert.Contains("Another account uses this address.", (await Fill(visitor, await visitor.Get(path), known.Email!)).Text);
        Assert.Equal(303, (await Fill(visitor, await visitor.Get(path), stranger.Email!)).Status);

        Assert.Equal(200, (await visitor.Get("/admin")).Status);
        var now = await world.Query(db => db.Members.SingleAsync(m => m.EmailKey == stranger.EmailKey));
        Assert.Equal((stranger.Id, "Nora", Role.Administrator), (now.Id, now.Name, now.Role));
        Assert.Equal(422, (await world.Visit().Post("/sign-in", new { email = stranger.Email, password = Given.Password })).Status);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_set_up_is_said_at_once_and_each_beside_its_field()
    {
        using var visitor = world.Visit();

        var refused = await visitor.Submit(await visitor.Get(path), "/setup", new { name = "Nora", email = "nora", password = "short", brand = " ", language = "en" });

        Assert.Equal(422, refused.Status);
        Assert.Equal(3, refused.All(".error-summary li").Count());
        foreach (var (field, words) in new[] { ("email", "name@example.com"), ("password", "at least 10 characters"), ("brand", "Say what the brand is called.") })
            Assert.Contains(words, refused.Find($"#{field}-error")!.TextContent);
        Assert.Equal("Nora", refused.Find("input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task From_the_mail_page_of_the_first_day_the_way_leads_on_after_saving_and_after_the_test_too()
    {
        using var mail = new MailServer();
        var server = new Uri(mail.Address);
        using var nora = world.Visit();
        await Fill(nora, await nora.Get(path));

        var page = await nora.Get("/admin/mail?first=1");
        Assert.Contains("Later: on to the launch list", page.Text);
        var saved = await nora.Submit(page, "/admin/mail", new { host = server.Host, port = server.Port });
        Assert.Equal("/admin/mail?saved=1&first=1", saved.Location);
        var then = await nora.Get(saved.Location!);
        Assert.Equal("/admin", then.Find("main a.button[href='/admin']")!.GetAttribute("href"));
        mail.Moods.Enqueue(MailServer.Mood.Busy);
        var refused = await nora.Submit(then, "/admin/mail/test");
        Assert.Contains("too busy, come back later.", refused.Text);
        Assert.Contains("Look at host, port, user name, password and sender", refused.Text);
        Assert.Equal("/admin/mail?tested=1&first=1", (await nora.Submit(then, "/admin/mail/test")).Location);
        Assert.Null((await nora.Get("/admin/mail")).Find("main .desk a.button[href='/admin']"));
    }
}

public sealed class FirstDayTestsOnSqlite() : FirstDayTests(Engine.Sqlite);
public sealed class FirstDayTestsOnPostgres() : FirstDayTests(Engine.Postgres);
