using Rapport.Members;
using Rapport.Members.KeptForms;

namespace Rapport.Tests.Members;

public abstract class KeptFormTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task What_was_being_written_when_the_session_ended_is_there_after_signing_in()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        var page = await visitor.Get("/settings");
        using var desk = As(nia);
        await desk.Submit(await desk.Get("/settings"), "/sign-out/everywhere");

        var door = await visitor.Submit(page, "/settings/profile", new { name = "Nia", bio = "Two hours of work." });
        var signIn = await visitor.Get(door.Location!);
        Assert.Contains("What you wrote is kept.", signIn.Text);
        var back = await visitor.Submit(signIn, "/sign-in", new { email = nia.Email, password = Given.Password });

        Assert.Equal("Two hours of work.", (await visitor.Get(back.Location!)).Find("textarea[name=bio]")!.TextContent.Trim());
    }

    [Fact]
    public async Task It_survives_signing_up_and_opening_the_link_on_another_device()
    {
        using var desk = Anyone();
        var door = await desk.Post("/settings/profile", new { name = "Dora", bio = "Begun at the desk.", from = "/settings" });
        var signIn = await desk.Get(door.Location!);
        var signUp = await desk.Get(signIn.Find("a[href*='/sign-up?']")!.GetAttribute("href")!);
        var address = Given.Address();
        await desk.Submit(signUp, "/sign-up", new { name = "Dora", email = address, password = "a long enough one" });

        using var phone = Anyone();
        var back = await phone.Submit(await phone.Get(await Given.LinkMailedTo(address)), "/confirm");

        Assert.Equal("Begun at the desk.", (await phone.Get(back.Location!)).Find("textarea[name=bio]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Nobody_reads_what_another_was_writing()
    {
        var (nia, eve) = (await Given.Account(), await Given.Account("Eve"));
        using var visitor = Anyone();
        var door = await visitor.Post("/settings/profile", new { name = "Nia", bio = "For my eyes.", from = "/settings" });
        var back = (await visitor.Submit(await visitor.Get(door.Location!), "/sign-in", new { email = nia.Email, password = Given.Password })).Location!;
        Assert.Contains("For my eyes.", (await visitor.Get(back)).Body);

        using var other = As(eve);
        Assert.DoesNotContain("For my eyes.", (await other.Get(back)).Body);
        using var signsIn = Anyone();
        await signsIn.Post("/sign-in", new { email = eve.Email, password = Given.Password, then = back });
        Assert.DoesNotContain("For my eyes.", (await signsIn.Get(back)).Body);
        Assert.Equal(200, (await other.Get("/settings?kept=made-up")).Status);
    }

    [Fact]
    public async Task No_password_is_kept_and_nothing_beyond_what_is_sensible()
    {
        using var visitor = Anyone();
        await visitor.Post("/settings/password", new { currentPassword = "the old secret", password = "the new secret", from = "/settings" });
        var marker = "marker" + Given.Fresh();
        await visitor.Post("/settings/profile", new { name = marker, bio = new string('x', 300_000), from = "/settings" });

        var kept = await World.Query(db => db.KeptForms.AsNoTracking().Select(f => f.Fields).ToListAsync());
        Assert.DoesNotContain(kept, f => f.Contains("the old secret") || f.Contains("the new secret"));
        Assert.InRange(kept.Single(f => f.Contains(marker)).Length, 1, 1_000);
    }

    [Fact]
    public async Task What_could_not_be_kept_is_said()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        var door = await visitor.Post("/settings/profile", new { name = "Nia Moss", bio = new string('x', 300_000), from = "/settings" });
        var back = await visitor.Submit(await visitor.Get(door.Location!), "/sign-in", new { email = nia.Email, password = Given.Password });

        var page = await visitor.Get(back.Location!);

        Assert.Contains("very long texts could not be kept", page.Text);
        Assert.Equal("Nia Moss", page.Find("form[action='/settings/profile'] input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task After_a_week_it_is_gone()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        var token = "old" + Given.Fresh();
        await World.Act(async db =>
        {
            db.Add(new KeptForm { Token = KeptForm.Hash(token), MemberId = nia.Id, Action = "/settings/profile", From = "/settings", Fields = """{"bio":["Stale."]}""", At = db.Clock.GetUtcNow().AddDays(-8) });
            await db.Save();
        });
        Assert.DoesNotContain("Stale.", (await visitor.Get($"/settings?kept={token}")).Body);
    }
}

public sealed class KeptFormTestsOnSqlite() : KeptFormTests(Engine.Sqlite);

public sealed class KeptFormTestsOnPostgres() : KeptFormTests(Engine.Postgres);
