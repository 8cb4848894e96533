using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Members.Setup;
using Rapport.Tests.Feed;

namespace Rapport.Tests.Members;

public abstract class DeskTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task The_first_administrator_sets_up_by_the_address_on_the_console_and_then_there_is_no_such_address()
    {
        await using var world = await World.Start(Engine);
        await world.Act(async db => await db.Members.ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.Member)));
        var path = new Uri((await SetUp.Invitation(world.Services))!).PathAndQuery;
        using var visitor = world.Visit();

        Assert.Equal(422, (await visitor.Get("/setup?token=guessed")).Status);
        var page = await visitor.Get(path);
        var filled = new { name = "Nora", email = "nora@example.org", password = "a long password", brand = "Wren & Co", language = "en", languages = "ar" };
        Assert.Contains("Say what the brand is called.", (await visitor.Submit(page, "/setup", new { filled.name, filled.email, filled.password, brand = " ", filled.language })).Text);
        var done = await visitor.Submit(page, "/setup", filled);

        Assert.Equal("/admin/mail?first=1", done.Location);
        Assert.Contains("Before you open", (await visitor.Get("/admin")).Text);
        Assert.Contains("Wren & Co", (await world.Visit().Get("/")).Find(".site-brand")!.TextContent);
        foreach (var space in new[] { "Help", "Talk", "News" }) Assert.Contains(space, (await visitor.Get("/spaces")).Text);
        var late = await world.Visit().Get(path);
        Assert.Equal(410, late.Status);
        Assert.Contains("This community has its administrator already.", late.Text);
        Assert.NotNull(late.Find("main a[href='/sign-in']"));
        Assert.Equal(410, (await world.Visit().Post("/setup", new { filled.name, filled.email, filled.password, filled.brand, filled.language, token = path.Split('=')[1] })).Status);
        Assert.Equal(404, (await visitor.Get("/setup?token=guessed")).Status);
        Assert.Equal(404, (await visitor.Post("/setup", filled)).Status);
        Assert.Null(await SetUp.Invitation(world.Services));
    }

    [Fact]
    public async Task Nobody_but_those_who_look_after_the_community_learns_that_there_is_an_administration()
    {
        foreach (var path in new[] { "/admin", "/admin/people", "/admin/brand", "/admin/mail", "/admin/legal", "/admin/audit", "/admin/health", "/admin/moving", "/admin/backups", "/admin/webhooks" })
        {
            Assert.StartsWith("/sign-in", (await Anyone().Get(path)).Location);
            Assert.Equal(404, (await As(Ada).Get(path)).Status);
            Assert.Equal(404, (await As(Emil).Get(path)).Status);
            Assert.Equal(path is "/admin" or "/admin/audit" ? 200 : 404, (await As(Mona).Get(path)).Status);
            Assert.Equal(200, (await As(Alma).Get(path)).Status);
        }
    }

    [Fact]
    public async Task Every_field_of_the_people_has_an_id_of_its_own()
    {
        var (first, second) = (await Given.Account(), await Given.Account());
        using var alma = As(Alma);

        var ids = (await alma.Get("/admin/people")).All("[id]").Select(e => e.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains($"reason-{first.Id}", ids);
        Assert.Contains($"role-{second.Id}", ids);
    }

    [Fact]
    public async Task A_colleague_is_invited_by_mail_and_chooses_a_password()
    {
        var (address, name) = (Given.Address(), $"Colleague {Given.Fresh()}");
        using var alma = As(Alma);
        var page = await alma.Get("/admin/people");

        Assert.Equal(303, (await alma.Submit(page, "/admin/people/invite", new { name, email = address, role = "moderator" })).Status);
        Assert.Contains("Another account uses this address.", (await alma.Submit(await alma.Get("/admin/people"), "/admin/people/invite", new { name, email = address, role = "member" })).Text);

        using var colleague = Anyone();
        var choose = await colleague.Get(await Given.LinkMailedTo(address));
        await colleague.Submit(choose, "/password/new", new { password = "quite a new one" });
        Assert.Equal(200, (await colleague.Get("/admin")).Status);
        Assert.Contains("Moderator", (await alma.Get($"/admin/people?q={address}")).Text);
        Assert.Contains("Somebody invited", (await alma.Get("/admin/audit?act=member.")).Text);
    }

    [Fact]
    public async Task Who_is_suspended_is_out_at_once_and_comes_back_when_readmitted()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        Assert.Equal(200, (await visitor.Get("/settings")).Status);
        using var alma = As(Alma);
        var people = await alma.Get($"/admin/people?q={nia.Email}");

        await alma.Submit(people, $"/admin/people/{nia.Id}/suspend", new { reason = "Sells fakes" });
        Assert.Equal(303, (await visitor.Get("/settings")).Status);
        Assert.Contains("Sells fakes", (await alma.Get("/admin/audit")).Text);
        Assert.Contains("Suspended", (await alma.Get($"/admin/people?q={nia.Email}")).Text);

        await alma.Post($"/admin/people/{nia.Id}/readmit", new { });
        Assert.Equal(303, (await Anyone().Post("/sign-in", new { email = nia.Email, password = Given.Password })).Status);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var world = await World.Start(Engine);
        var alma = world.Cast.Alma;

        var refused = await world.Visit(alma).Post($"/admin/people/{alma.Id}/role", new { role = "member" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("This is the only administrator.", refused.Text);
        Assert.Equal(422, (await world.Visit(alma).Post($"/admin/people/{alma.Id}/suspend", new { })).Status);
    }

    [Fact]
    public async Task The_brand_gets_a_name_and_a_colour_without_a_restart_on_every_node()
    {
        await using var world = await World.Start(Engine);
        await using var other = await world.Join();
        var before = await other.Visit().Get("/");
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/brand");

        Assert.Contains("six digits", (await alma.Submit(page, "/admin/brand", new { name = "Tern", accent = "blue" })).Text);
        Assert.Equal(303, (await alma.Submit(page, "/admin/brand", new { name = "Tern", accent = "#BB2200" })).Status);

        Assert.Contains("Tern", (await world.Visit().Get("/")).Find(".site-brand")!.TextContent);
        await Waiting.Eventually(async () => (await other.Visit().Get("/")).Find(".site-brand")!.TextContent.Contains("Tern"), "the other node knows the name");
        var style = (await other.Visit().Get("/")).Find("link[rel=stylesheet]")!.GetAttribute("href")!;
        Assert.NotEqual(before.Find("link[rel=stylesheet]")!.GetAttribute("href"), style);
        Assert.Contains("--accent: #bb2200", (await other.Visit().Get(style)).Body);
    }

    [Fact]
    public async Task The_logo_stands_in_the_header_as_the_icon_and_in_mails_and_what_is_no_small_picture_is_refused()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/brand");
        using var drawn = NetVips.Image.Black(64, 64);

        Assert.Equal(422, (await alma.Submit(page, "/admin/brand", new { name = "Tern", logo = ("logo.txt", "Not a picture"u8.ToArray()) })).Status);
        Assert.Contains("too large for a logo", (await alma.Submit(page, "/admin/brand", new { name = "Tern", logo = ("logo.png", new byte[(2 << 20) + 1]) })).Text);
        foreach (var (bytes, why) in new[] { (Array.Empty<byte>(), "This file is empty."), (Hollow(drawn.PngsaveBuffer()), "This picture is damaged") })
        {
            var refused = await alma.Submit(page, "/admin/brand", new { name = "Tern", logo = ("logo.png", bytes) });
            Assert.Equal(422, refused.Status);
            Assert.Contains(why, refused.Text);
        }
        Assert.DoesNotContain("/files/", (await world.Visit().Get("/")).Find(".site-brand img")!.GetAttribute("src"));
        Assert.Equal(303, (await alma.Submit(page, "/admin/brand", new { name = "Tern", logo = ("logo.png", drawn.PngsaveBuffer()) })).Status);

        var home = await world.Visit().Get("/");
        var logo = home.Find(".site-brand img")!.GetAttribute("src")!;
        Assert.StartsWith("/files/", logo);
        Assert.Equal(logo, home.Find("link[rel=icon]")!.GetAttribute("href"));
        Assert.Equal(logo, (await world.Visit().Get("/favicon.ico")).Location);
        Assert.Equal(200, (await world.Visit().Get(logo)).Status);
        var nia = await world.Given.Account("Nia");
        await world.Visit().Post("/password/forgotten", new { email = nia.Email });
        await world.Settled();
        Assert.Contains(logo, (await world.Given.MailsTo(nia.Email))[0].Html);
    }

    /// The picture without its pixels: every other chunk is as it was.
    static byte[] Hollow(byte[] png)
    {
        var (at, kept) = (png.AsSpan().IndexOf("IDAT"u8) - 4, png.AsSpan().IndexOf("IEND"u8) - 4);
        return [.. png[..at], .. png[kept..]];
    }

    [Fact]
    public async Task A_brand_is_never_without_a_name()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/brand");
        Assert.Equal(303, (await alma.Submit(page, "/admin/brand", new { name = "Tern" })).Status);

        foreach (var nothing in new[] { "", "   ", "\u200b" })
        {
            var refused = await alma.Submit(await alma.Get("/admin/brand"), "/admin/brand", new { name = nothing });
            Assert.Equal(422, refused.Status);
            Assert.Contains("Say what the brand is called.", refused.Text);
        }
        Assert.Equal(303, (await alma.Post("/admin/brand", new { accent = "#bb2200" })).Status);
        Assert.Contains("Tern", (await world.Visit().Get("/")).Find(".site-brand")!.TextContent);
    }

    [Fact]
    public async Task What_the_environment_fixes_is_shown_so_and_stays()
    {
        await using var world = await World.Start(Engine, null, "--brand", "Fixed & Sons");
        using var alma = world.Visit(world.Cast.Alma);
        var page = await alma.Get("/admin/brand");

        Assert.Contains("The environment fixes this", page.Text);
        await alma.Submit(page, "/admin/brand", new { name = "Other" });

        Assert.Contains("Fixed & Sons", (await alma.Get("/")).Find(".site-brand")!.TextContent);
    }

    [Fact]
    public async Task A_mail_server_is_entered_and_tested_and_its_password_never_shown_nor_stored_in_clear()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Contains("Enter a mail server first.", (await alma.Post("/admin/mail/test", new { })).Text);
        var page = await alma.Get("/admin/mail");
        await alma.Submit(page, "/admin/mail", new { host = "127.0.0.1", port = "1", user = "me", password = "s3cret-word", sender = "us@example.org" });

        var shown = await alma.Get("/admin/mail");
        Assert.Contains("127.0.0.1", shown.Body);
        Assert.DoesNotContain("s3cret-word", shown.Body);
        Assert.DoesNotContain("s3cret-word", (await world.Query(db => db.Set<SettingGroup>().Where(g => g.Name == "mail").Select(g => g.Json).ToListAsync()))[0]);
        Assert.Contains("did not leave", (await alma.Post("/admin/mail/test", new { })).Text);
    }

    [Fact]
    public async Task Legal_pages_keep_their_versions_and_stand_at_the_foot()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal(404, (await world.Visit().Get("/legal/terms")).Status);
        var desk = await alma.Get("/admin/legal");

        await alma.Submit(desk, "/admin/legal/terms", new { words = "# Be kind\n\nAnd <script>alert(1)</script> honest." });
        await alma.Submit(await alma.Get("/admin/legal"), "/admin/legal/terms", new { words = "Be kind and honest." });

        var page = await world.Visit().Get("/legal/terms");
        Assert.Contains("Be kind and honest.", page.Text);
        Assert.Contains("Version 2", page.Text);
        await Waiting.Eventually(async () => (await world.Visit().Get("/")).All("footer a").Any(a => a.GetAttribute("href") == "/legal/terms"), "the foot names the terms");
        Assert.Equal(404, (await alma.Post("/admin/legal/other", new { words = "x" })).Status);
    }

    [Fact]
    public async Task The_health_page_says_what_waits()
    {
        var page = await As(Alma).Get("/admin/health");

        // The tests' own PostgreSQL keeps nothing through a loss of power, and that is said.
        Assert.Contains(Engine == Engine.Sqlite ? "something wants to be looked at" : "PostgreSQL may lose what was acknowledged", page.Text);
        Assert.Contains(Engine == Engine.Sqlite ? "SQLite" : "PostgreSQL", page.Text);
        Assert.Contains("Search index", page.Text);
        foreach (var reader in World.Services.GetServices<Reader>().Where(r => r.GetType().Assembly == typeof(Reader).Assembly)) Assert.DoesNotContain(reader.Name, page.Text);
    }
}

public sealed class DeskTestsOnSqlite() : DeskTests(Engine.Sqlite);
public sealed class DeskTestsOnPostgres() : DeskTests(Engine.Postgres);
