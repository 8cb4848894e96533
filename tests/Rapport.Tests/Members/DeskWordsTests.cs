using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Checks;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Tests.Api;

namespace Rapport.Tests.Members;

/// What the administration's pages say is so: in the order of time, with names, and nothing good beside something bad.
public abstract class DeskWordsTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() =>
        // The tests' own variables are no settings, which would be told on the health page.
        world = await World.Start(engine, services => services.Remove(services.Single(s => s.ImplementationType == typeof(SettingsCheck))), "--languages", "en,ar");
    public ValueTask DisposeAsync() => world.DisposeAsync();

    static List<JsonElement> Items(Response answer) => [.. answer.Json.GetProperty("items").EnumerateArray()];

    /// Another process took a smaller block of ids, and acted later.
    [Fact]
    public async Task What_happened_last_stands_first_whichever_process_gave_it_its_number()
    {
        var later = DateTimeOffset.UtcNow.AddMinutes(5);
        later = later.AddTicks(-(later.Ticks % 10));
        await world.Act(async db =>
        {
            foreach (var (id, at, name) in new[] { (db.NewId(), later.AddMinutes(-1), "before"), (3L, later, "after") })
            {
                db.Add(new AuditRow { Id = id, At = at, Act = "member.suspended", SubjectKind = "member", SubjectId = world.Cast.Ben.Id, Reason = name });
                db.Add(new Member(id, name, name, at));
                db.Add(new Backup(id, at) { Host = Environment.MachineName, File = $"/backups/{name}.zip" });
            }
            await db.SaveChangesAsync();
            await db.Set<Backup>().ExecuteUpdateAsync(s => s.SetProperty(b => b.FinishedAt, b => b.AskedAt).SetProperty(b => b.Host, "elsewhere"));
        });
        using var alma = world.Visit(world.Cast.Alma);
        var robot = await Robot.For(world, world.Cast.Alma);

        foreach (var page in new[] { "/admin/audit", "/admin/people", "/admin/backups" })
        {
            var text = (await alma.Get(page)).Text;
            Assert.True(text.IndexOf("after", StringComparison.Ordinal) is >= 0 and var at && at < text.IndexOf("before", StringComparison.Ordinal), page + ": " + text);
        }
        Assert.Contains("rapport restore /backups/after.zip", (await alma.Get("/admin/backups")).Text);
        foreach (var (list, name) in new[] { ("decisions", "reason"), ("people", "name"), ("backups", "file") })
        {
            var first = await robot.Get($"/{list}?limit=1");
            Assert.Contains("after", Assert.Single(Items(first)).GetProperty(name).GetString());
            var second = await robot.Get($"/{list}?limit=1&after={first.Json.GetProperty("next").GetString()}");
            Assert.Contains("before", Assert.Single(Items(second)).GetProperty(name).GetString());
            Assert.Equal(422, (await robot.Get($"/{list}?after=7")).Status);
        }
    }

    [Fact]
    public async Task A_refused_form_does_not_say_that_the_one_before_was_taken()
    {
        using var alma = world.Visit(world.Cast.Alma);
        var form = new { name = "Robin", email = "robin@example.org", role = "employee" };
        var done = await alma.Submit(await alma.Get("/admin/people"), "/admin/people/invite", form);
        var page = await alma.Get(done.Location!);
        Assert.Contains("The invitation is on its way.", page.Text);

        var refused = await alma.Submit(page, "/admin/people/invite", form);

        Assert.Contains("Another account uses this address.", refused.Text);
        Assert.DoesNotContain("The invitation is on its way.", refused.Text);
    }

    [Fact]
    public async Task Health_is_good_only_where_all_of_it_is()
    {
        using var alma = world.Visit(world.Cast.Alma);
        await world.Act(async db =>
        {
            db.Add(new Backup(db.NewId(), db.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
            await db.Set<Backup>().ExecuteUpdateAsync(s => s.SetProperty(b => b.FinishedAt, b => b.AskedAt));
        });
        await world.Settled();
        if (engine == Engine.Sqlite) Assert.Contains("Everything runs.", (await alma.Get("/admin/health")).Text);

        await world.Act(async db =>
        {
            db.Add(new Job { Id = db.NewId(), Kind = nameof(SendMail), Payload = "{}", DueAt = db.Clock.GetUtcNow().AddHours(1), Attempts = 1, Problem = "SocketException: refused" });
            await db.SaveChangesAsync();
        });

        var page = await alma.Get("/admin/health");
        Assert.DoesNotContain("Everything runs.", page.Text);
        Assert.Contains("1 mail could not be sent and is tried again.", page.Text);
        Assert.Single(page.All(".desk .rows b"), b => b.TextContent == "Disk");
        Assert.Contains("asked only when you look more closely", page.Text);
        await world.Act(db => db.Set<Job>().ExecuteDeleteAsync());
        await world.Act(db => db.Set<Backup>().ExecuteDeleteAsync());
        Assert.DoesNotContain("Everything runs.", (await alma.Get("/admin/health")).Text);
    }

    [Fact]
    public async Task Decisions_name_whom_they_are_about_and_what_of_the_settings_is_another()
    {
        using var alma = world.Visit(world.Cast.Alma);
        var nia = await world.Given.Account("Nia Marlow");
        await alma.Post($"/admin/people/{nia.Id}/suspend", new { reason = "Sells fakes" });
        await alma.Submit(await alma.Get("/admin/people"), "/admin/people/invite", new { name = "Robin", email = "robin@example.org", role = "employee" });
        await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail", new { host = "127.0.0.1", port = "1", user = "me", password = "s3cret-word", sender = "us@example.org" });
        await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail", new { host = "127.0.0.1", port = "1", user = "me", password = "", sender = "them@example.org" });
        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/catalog"), "/admin/catalog/feeds", new { address = "http://127.0.0.1:9/list.xml", every = "1d" })).Status);

        var page = await alma.Get("/admin/audit");
        Assert.Contains("Suspended: Nia Marlow", page.Text);
        Assert.Matches("Somebody invited: Robin.*Employee", page.Text);
        Assert.Contains("Product list fetched from an address", page.Text);
        Assert.Contains("127.0.0.1/list.xml", page.Text);
        var mails = page.All(".row").Where(r => r.TextContent.Contains("Mail settings changed")).Select(r => r.QuerySelector("div div bdi")!.TextContent).ToList();
        Assert.Equal(["Sender of our mail", "Mail server, Sender of our mail"], mails);
        Assert.DoesNotContain("s3cret-word", page.Body);
        Assert.DoesNotContain("Product list", (await world.Visit(world.Cast.Mona).Get("/admin/audit")).Text);
    }

    [Fact]
    public async Task The_fields_of_a_mail_say_what_each_of_them_is()
    {
        using var alma = world.Visit(world.Cast.Alma);

        var page = await alma.Get("/admin/mail/words/confirm?language=en");

        var labels = page.All("form[action='/admin/mail/words/confirm'] label").Select(l => l.TextContent.Trim()).ToList();
        Assert.Equal("Subject", labels[0]);
        Assert.Contains("Button", labels);
        Assert.Contains("Text", labels);
        Assert.Equal(labels.Distinct(), labels);
        Assert.Contains("To whoever signs up.", (await alma.Get("/admin/mail/words")).Text);
    }

    [Fact]
    public async Task Who_never_confirmed_an_address_is_not_counted_among_the_members()
    {
        using var alma = world.Visit(world.Cast.Alma);
        async Task<string> Members() => (await alma.Get("/admin/audiences")).All(".row, li").First(r => r.TextContent.Contains("Everybody who has an account.")).TextContent;
        var before = await Members();

        await world.Given.Account(confirmed: false);
        Assert.Equal(before, await Members());

        await world.Given.Account();
        Assert.NotEqual(before, await Members());
    }

    [Fact]
    public async Task Publishing_terms_asks_nobody_unless_that_is_ticked()
    {
        using var alma = world.Visit(world.Cast.Alma);
        var desk = await alma.Get("/admin/legal");
        var form = desk.Find("form[action='/admin/legal/terms']")!;
        Assert.Equal("asks", form.GetAttribute("data-confirm-if"));
        Assert.Contains("nobody but you can write here", form.GetAttribute("data-confirm"));

        await alma.Submit(desk, "/admin/legal/terms", new { words = "Be kind." });

        using var ada = world.Visit(world.Cast.Ada);
        var topic = await world.Given.Topic(by: world.Cast.Ben);
        Assert.Equal(303, (await ada.Post($"/topics/{topic.Id}/replies", new { body = "Still open?" })).Status);
    }
}

public sealed class DeskWordsTestsOnSqlite() : DeskWordsTests(Engine.Sqlite);
public sealed class DeskWordsTestsOnPostgres() : DeskWordsTests(Engine.Postgres);
