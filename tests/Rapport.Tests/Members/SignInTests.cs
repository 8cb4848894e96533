using Rapport.Members;
using Rapport.Members.SignIn;
using Rapport.Members.Tickets;

namespace Rapport.Tests.Members;

public abstract class SignInTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_member_signs_in_by_password_and_goes_on_where_they_were_headed()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();

        var page = await visitor.Visit("/settings");
        Assert.Contains("Sign in", page.Text);
        var answer = await visitor.Submit(page, "/sign-in", new { email = nia.Email!.ToUpperInvariant(), password = Given.Password });

        Assert.Equal((303, "/settings"), (answer.Status, answer.Location));
        Assert.Equal(200, (await visitor.Get("/settings")).Status);
        Assert.Contains("httponly", answer.Header("Set-Cookie")!);
        Assert.Contains("samesite=lax", answer.Header("Set-Cookie")!);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer_and_the_same_lock()
    {
        var nia = await Given.Account();
        foreach (var address in new[] { nia.Email!, Given.Address() })
        {
            using var visitor = Anyone();
            var page = await visitor.Get("/sign-in");
            for (var turn = 0; turn < Tries.Most; turn++)
                Assert.Contains("This e-mail address and password do not belong together.", (await visitor.Submit(page, "/sign-in", new { email = address, password = "not this one" })).Text);

            var locked = await visitor.Submit(page, "/sign-in", new { email = address, password = Given.Password });

            Assert.Equal(422, locked.Status);
            Assert.Contains("There were too many wrong passwords. Wait 10 minutes", locked.Text);
            Assert.Equal(address, locked.Find("input[name=email]")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Guesses_side_by_side_are_all_counted()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => visitor.Post("/sign-in", new { email = nia.Email, password = "not this one", from = "/sign-in" })));

        Assert.Equal(Tries.Most, answers.Count(a => a.Text.Contains("do not belong together")));
        Assert.Equal(12 - Tries.Most, answers.Count(a => a.Text.Contains("too many wrong passwords")));
    }

    [Fact]
    public async Task The_lock_opens_by_itself()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        for (var turn = 0; turn < Tries.Most; turn++) await visitor.Post("/sign-in", new { email = nia.Email, password = "not this one" });
        var key = EmailAddress.Of(nia.Email).Hash;
        await World.Act(db => db.Set<Tries>().Where(t => t.Key == key).ExecuteUpdateAsync(s => s.SetProperty(t => t.At, t => t.At - 600_000_001)));

        Assert.Equal(303, (await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password })).Status);
    }

    [Fact]
    public async Task A_mailed_code_signs_in_once()
    {
        var nia = await Given.Account(password: null);
        using var visitor = Anyone();
        var page = await visitor.Visit((await visitor.Post("/sign-in", new { email = nia.Email, by = "code", then = "/settings" })).Location!);
        var code = await Given.CodeMailedTo(nia.Email);

        Assert.Equal("/settings", (await visitor.Submit(page, "/sign-in/code", new { code = $" {code[..3]} {code[3..]}" })).Location);

        using var other = Anyone();
        var again = await other.Submit(page, "/sign-in/code", new { code });
        Assert.Equal(422, again.Status);
        Assert.Contains("wrong, used or older", again.Text);
    }

    [Fact]
    public async Task A_code_is_guessed_five_times_at_most()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        var page = await visitor.Visit((await visitor.Post("/sign-in", new { email = nia.Email, by = "code" })).Location!);
        var code = await Given.CodeMailedTo(nia.Email);
        for (var turn = 0; turn < Ticket.MostTries; turn++) await visitor.Submit(page, "/sign-in/code", new { code = code == "000000" ? "111111" : "000000" });

        Assert.Equal(422, (await visitor.Submit(page, "/sign-in/code", new { code })).Status);
    }

    [Fact]
    public async Task A_code_is_too_old_after_ten_minutes()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        var page = await visitor.Visit((await visitor.Post("/sign-in", new { email = nia.Email, by = "code" })).Location!);
        var code = await Given.CodeMailedTo(nia.Email);
        await World.Act(db => db.Tickets.Where(t => t.MemberId == nia.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.EndsAt, db.Clock.GetUtcNow().AddSeconds(-1))));

        Assert.Equal(422, (await visitor.Submit(page, "/sign-in/code", new { code })).Status);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_page_and_no_mail()
    {
        var nobody = Given.Address();
        using var visitor = Anyone();

        var page = await visitor.Visit((await visitor.Post("/sign-in", new { email = nobody, by = "code" })).Location!);

        Assert.Contains("If there is an account with this address", page.Text);
        await Settled();
        Assert.Empty(await Given.MailsTo(nobody));
        Assert.Contains("wrong, used or older", (await visitor.Submit(page, "/sign-in/code", new { code = "123456" })).Text);
    }

    [Fact]
    public async Task A_mailbox_is_not_flooded()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        for (var turn = 0; turn < 7; turn++) await visitor.Post("/sign-in", new { email = nia.Email, by = "code" });

        await Settled();
        Assert.Equal(5, (await Given.MailsTo(nia.Email)).Count);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Signing_in_leads_to_no_other_site(string then)
    {
        var nia = await Given.Account();
        using var visitor = Anyone();
        Assert.Equal("/", (await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password, then })).Location);
    }

    [Fact]
    public async Task A_copy_of_a_cookie_opens_nothing_after_signing_out_and_other_sessions_go_on()
    {
        var nia = await Given.Account();
        using var desk = As(nia);
        using var phone = As(nia);
        Assert.Equal(200, (await desk.Get("/settings")).Status);
        var copy = desk.Cookies.GetCookies(World.Address)["rapport"]!.Value;
        using var thief = Anyone().With("Cookie", "rapport=" + copy);
        Assert.Equal(200, (await thief.Get("/settings")).Status);

        Assert.Equal(303, (await desk.Submit(await desk.Get("/settings"), "/sign-out")).Status);

        Assert.StartsWith("/sign-in", (await thief.Get("/settings")).Location);
        Assert.Equal(200, (await phone.Get("/settings")).Status);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        var nia = await Given.Account();
        using var phone = As(nia);
        using var desk = As(nia);
        Assert.Equal(200, (await phone.Get("/settings")).Status);

        await desk.Submit(await desk.Get("/settings"), "/sign-out/everywhere");

        Assert.Equal("/sign-in?then=%2Fsettings", (await phone.Get("/settings")).Location);
    }

    [Fact]
    public async Task A_suspended_member_is_signed_out_and_stays_out()
    {
        var nia = await Given.Account();
        using var visitor = As(nia);
        Assert.Equal(200, (await visitor.Get("/settings")).Status);
        await World.Act(async db =>
        {
            var member = await db.Members.FirstAsync(m => m.Id == nia.Id);
            member.Suspend(db.Clock.GetUtcNow());
            await db.Save(new SuspensionChanged(member));
        });

        Assert.Equal(303, (await visitor.Get("/settings")).Status);
        Assert.Equal(403, (await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password, from = "/sign-in" })).Status);
        Assert.Equal(303, (await visitor.Get("/settings")).Status);
    }

    [Fact]
    public async Task A_forged_session_is_nobody()
    {
        using var visitor = Anyone();
        visitor.Cookies.Add(World.Address, new System.Net.Cookie("rapport", "CfDJ8AAAA"));
        var answer = await visitor.Get("/settings");
        Assert.Equal(303, answer.Status);
        Assert.Contains("rapport=;", answer.Header("Set-Cookie")!);
    }

    [Fact]
    public async Task One_address_tries_some_twenty_times_a_minute()
    {
        await using var world = await World.Start(Engine, null, "--limits", "1");
        using var visitor = world.Visit();
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => visitor.Post("/sign-in", new { email = $"nobody{i}@example.com", by = "code" })));
        Assert.Equal(5, answers.Count(a => a.Status == 429));
    }

    [Fact]
    public async Task Knowing_the_visitor_their_audiences_and_their_notices_costs_three_queries_at_most()
    {
        // Terms that somebody else's test publishes would be asked for as well.
        await using var world = await World.Start(Engine);
        var nia = await world.Given.Account();
        using var visitor = world.Visit(nia);
        // What a node reads once for everybody is no cost of a visit.
        await visitor.Get("/password/forgotten");
        var (known, unknown) = (await visitor.Get("/password/forgotten"), await world.Visit().Get("/password/forgotten"));
        Assert.InRange(known.Queries!.Value - unknown.Queries!.Value, 1, 3);
    }
}

public sealed class SignInTestsOnSqlite() : SignInTests(Engine.Sqlite);

public sealed class SignInTestsOnPostgres() : SignInTests(Engine.Postgres);
