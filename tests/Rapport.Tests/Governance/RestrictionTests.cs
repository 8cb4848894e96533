using Rapport.Governance;
using Rapport.Kernel.Jobs;
using Rapport.Members;
using Rapport.Members.Suspending;
using Ending = Rapport.Governance.Ending;

namespace Rapport.Tests.Governance;

/// Suspensions with an end, and the log that the suspended can read.
public abstract class RestrictionTests(Engine engine) : InWorld(engine)
{
    async Task<Member> Suspended(string length = "3", string? until = null)
    {
        var nia = await Given.Account("Nia");
        using var mona = As(Mona);
        var at = $"/admin/restrictions/{nia.Id}";
        var done = await mona.Post(at, new { kind = "suspend", length, until, ground = "insult", reason = "Threats again and again." });
        Assert.Equal(303, done.Status);
        await Settled();
        return nia;
    }

    static Task<Response> SignIn(Visitor by, Member who) => by.Post("/sign-in", new { email = who.Email, password = Given.Password, from = "/sign-in" });

    Task<Statement> Told(Member who) => World.Query(db => db.Statements.AsNoTracking().SingleAsync(s => s.ThingId == who.Id && s.Verdict == Verdict.Suspend));

    Task Over(Member who) => World.Act(async db =>
    {
        var past = db.Clock.GetUtcNow().AddMinutes(-1);
        await db.Members.Where(m => m.Id == who.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.SuspendedUntil, past));
        await db.Statements.Where(s => s.ThingId == who.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Until, past));
    });

    [Fact]
    public async Task They_are_told_how_long_and_under_which_rule_and_are_in_again_by_themselves()
    {
        var nia = await Suspended();
        Assert.Contains("It ends by itself on", Assert.Single(await Given.MailsTo(nia.Email)).Text);
        using var visitor = Anyone();
        var told = await SignIn(visitor, nia);
        Assert.Equal(403, told.Status);
        foreach (var words in new[] { "It ends by itself:", "Threats again and again." }) Assert.Contains(words, told.Text);
        Assert.Equal(Ground.Insult, (await Told(nia)).Ground);

        await Over(nia);

        Assert.Equal(200, (await visitor.Get("/settings")).Status);
        Assert.Equal(303, (await SignIn(Anyone(), nia)).Status);
        await World.Act(async db => { await db.Enqueue(new LookAtSuspensions()); await db.Save(); });
        await Settled();
        Assert.Equal(Ending.Expired, (await Told(nia)).Ending);
        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.SuspendedAt).FirstAsync()));
        Assert.Contains("You can sign in to it as before.", (await Given.MailsTo(nia.Email))[0].Text);
        Assert.Contains("Its time was over.", (await visitor.Get("/decisions")).Text);
    }

    [Fact]
    public async Task While_suspended_they_read_their_log_object_take_their_data_along_and_nothing_else()
    {
        var nia = await Suspended();
        var topic = await Given.Topic(by: Ada);
        var members = await Given.Topic(by: Ada, space: await Given.Space("members"));
        using var visitor = Anyone();
        await SignIn(visitor, nia);

        var log = await visitor.Get("/decisions");
        foreach (var words in new[] { "Suspended", "In force", "An insult or a threat", "Threats again and again.", "A moderator of" }) Assert.Contains(words, log.Text);
        Assert.DoesNotContain(Mona.Name, log.Text);
        var decision = await visitor.Get($"/decisions/{(await Told(nia)).Id}");
        Assert.Equal(303, (await visitor.Submit(decision, "/appeal", new { words = "I was joking." })).Status);
        Assert.Contains("It waits for a decision.", (await visitor.Get("/decisions")).Text);

        Assert.Equal("/suspended", (await visitor.Submit(await visitor.Get("/suspended"), "/settings/data")).Location);
        await Settled();
        var data = (await visitor.Get("/suspended")).Find("a[href^='/settings/data/']")!.GetAttribute("href")!;
        Assert.Equal("application/zip", (await visitor.Get(data)).Type!.MediaType);

        Assert.Equal(200, (await visitor.Get(topic.Path)).Status);
        Assert.DoesNotContain(nia.Name, (await visitor.Get(topic.Path)).Find("header")!.TextContent);
        Assert.NotEqual(200, (await visitor.Get(members.Path)).Status);
        foreach (var (path, form) in new (string, object)[] { ($"/topics/{topic.Id}/replies", new { body = "Threat" }), ($"/posts/{topic.Id}/vote", new { value = 1 }), ("/settings/profile", new { name = "Else" }), ($"/report/post/{topic.Id}", new { why = "spam" }), ("/settings/tokens", new { name = "Mine" }) })
            Assert.StartsWith("/sign-in", (await visitor.Post(path, form)).Location);
        foreach (var path in new[] { "/settings", "/notices", "/drafts" }) Assert.StartsWith("/sign-in", (await visitor.Get(path)).Location);
        Assert.DoesNotContain("Threat", (await Anyone().Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task The_end_is_told_by_the_clock_of_whoever_reads_it()
    {
        var nia = await Given.Account("Nia");
        await World.Act(db => db.Members.Where(m => m.Id == nia.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Zone, "Pacific/Kiritimati")));
        await As(Mona).Post($"/admin/restrictions/{nia.Id}", new { kind = "suspend", length = "3", ground = "insult", reason = "Threats." });
        await Settled();
        var told = await Told(nia);
        var end = told.Until!.Value.ToOffset(TimeSpan.FromHours(14)).ToString("d MMM yyyy, HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

        using var visitor = Anyone();
        await SignIn(visitor, nia);

        foreach (var path in new[] { "/suspended", "/decisions", $"/decisions/{told.Id}" }) Assert.Contains(end, (await visitor.Get(path)).Text);
        Assert.Contains(end, Assert.Single(await Given.MailsTo(nia.Email)).Text);
    }

    [Fact]
    public async Task While_suspended_they_can_leave()
    {
        var nia = await Suspended();
        using var visitor = Anyone();
        await SignIn(visitor, nia);

        var left = await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = nameof(LeavingChoice.RemoveWords), handle = nia.Handle, currentPassword = Given.Password });

        Assert.Equal("/left", left.Location);
        Assert.NotNull(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.LeftAt).FirstAsync()));
        Assert.Empty(await World.Query(db => db.Statements.Where(s => s.ThingId == nia.Id).ToListAsync()));
    }

    [Fact]
    public async Task A_suspended_moderator_has_no_office_where_they_are_known()
    {
        var mo = await Given.Account("Mo", role: Role.Moderator);
        var nia = await Suspended();
        Assert.Contains("Only an administrator", (await As(Mona).Post($"/admin/restrictions/{mo.Id}", new { kind = "suspend", length = "1", ground = "insult", reason = "x" })).Text);
        Assert.Equal(303, (await As(Alma).Post($"/admin/restrictions/{mo.Id}", new { kind = "suspend", length = "1", ground = "insult", reason = "Threats." })).Status);
        using var visitor = Anyone();
        Assert.Equal(403, (await SignIn(visitor, mo)).Status);

        Assert.Equal(404, (await visitor.Get($"/decisions/{(await Told(nia)).Id}")).Status);
        foreach (var path in new[] { "/admin/queue", $"/admin/restrictions/{nia.Id}" }) Assert.StartsWith("/sign-in", (await visitor.Get(path)).Location);
    }

    [Fact]
    public async Task Their_keys_open_nothing_and_a_session_from_before_is_over()
    {
        var nia = await Given.Account("Nia");
        var (robot, before) = (await Robot.For(World, nia), As(nia));
        Assert.Equal(200, (await before.Get("/settings")).Status);

        await As(Mona).Post($"/admin/restrictions/{nia.Id}", new { kind = "suspend", length = "1", ground = "insult", reason = "Threats." });

        Assert.Equal(401, (await robot.Get("/statements")).Status);
        Assert.StartsWith("/sign-in", (await before.Get("/decisions")).Location);
    }

    [Fact]
    public async Task A_moderator_shortens_and_lifts_it_and_both_reasons_stand_in_the_log()
    {
        var nia = await Suspended("30");
        var at = $"/admin/restrictions/{nia.Id}";
        using var mona = As(Mona);

        Assert.Equal(303, (await mona.Submit(await mona.Get(at), $"{at}/shorten", new { kind = "suspend", length = "3", reason = "They are sorry." })).Status);
        Assert.Contains("Choose an end that comes sooner", (await mona.Post($"{at}/shorten", new { kind = "suspend", length = "7", reason = "Longer." })).Text);
        Assert.Contains("Choose when it ends.", (await mona.Post($"{at}/shorten", new { kind = "suspend", reason = "For ever." })).Text);
        Assert.Equal(303, (await mona.Submit(await mona.Get(at), $"{at}/end", new { kind = "suspend", reason = "It was somebody else." })).Status);
        await Settled();

        Assert.Equal(303, (await SignIn(Anyone(), nia)).Status);
        var log = (await As(await World.Query(db => db.Members.FirstAsync(m => m.Id == nia.Id))).Get("/decisions")).Text;
        foreach (var words in new[] { "Before it was shortened", "They are sorry.", "A moderator ended it.", "It was somebody else.", "Ended early" }) Assert.Contains(words, log);
        Assert.Matches("It was meant until .+, and ended early", log);
        Assert.Matches(@"It was meant until \d+ \w+ \d{4}, \d\d:\d\d( UTC)?\.", log);
        Assert.DoesNotContain("it ends by itself", log);
        Assert.Matches(@"A moderator ended it\.\s+\d", log);
        Assert.Contains(Mona.Name, (await mona.Get(at)).Text);
    }

    [Fact]
    public async Task The_end_is_chosen_from_a_case_and_from_the_people_too_and_bad_ones_are_refused()
    {
        var (one, two) = (await Given.Account("One"), await Given.Account("Two"));
        var post = await Given.Said(await Given.Topic(Cleo), one, "Buy watches");
        await As(Ben).Post($"/report/post/{post.Id}", new { why = "spam" });
        var about = (await Given.OpenCase(post.Id))!;

        Assert.Contains("Choose how long.", (await As(Mona).Post($"/admin/cases/{about.Id}/suspend", new { reason = "Spam.", length = "400" })).Text);
        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}/suspend", new { reason = "Spam.", length = "7" })).Status);
        Assert.Equal(422, (await As(Alma).Post($"/admin/people/{two.Id}/suspend", new { reason = "Spam.", length = "date", until = "soon" })).Status);
        Assert.Equal(303, (await As(Alma).Post($"/admin/people/{two.Id}/suspend", new { reason = "Spam.", length = "date", until = DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd") })).Status);
        await Settled();

        foreach (var (who, days) in new[] { (one, 7), (two, 2) }) Assert.InRange((await Told(who)).Until!.Value, DateTimeOffset.UtcNow.AddDays(days - 1), DateTimeOffset.UtcNow.AddDays(days + 1.1));
        Assert.Contains("Suspended until", (await As(Alma).Get($"/admin/people?q={two.Email}")).Text);
    }

    [Fact]
    public async Task The_log_holds_what_was_hidden_with_the_objection_and_its_answer_and_is_nobody_elses()
    {
        var nia = await Given.Account("Nia");
        var topic = await Given.Topic(by: nia);
        await Given.Hidden(topic.Id, Mona);
        var told = await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == topic.Id));
        await As(nia).Post($"/decisions/{told.Id}/appeal", new { words = "I only asked." });
        await As(Alma).Post($"/admin/cases/{(await Given.OpenCase(topic.Id))!.Id}", new { verdict = "keep", reason = "It still sells." });

        var log = (await As(nia).Get("/decisions")).Text;

        foreach (var words in new[] { "Post hidden", "Advertising or spam", "It sells something.", "I only asked.", "It stays as it was decided.", "It still sells." }) Assert.Contains(words, log);
        Assert.Contains("Nothing was decided against you", (await As(await Given.Account("Ned")).Get("/decisions")).Text);
        Assert.StartsWith("/sign-in", (await Anyone().Get("/decisions")).Location);
        Assert.NotNull((await As(nia).Get("/settings")).Find("a[href='/decisions']"));
        Assert.NotNull((await As(Mona).Visit($"/members/{nia.Id}")).Find($"a[href='/admin/restrictions/{nia.Id}']"));
        Assert.Null((await As(Ben).Visit($"/members/{nia.Id}")).Find($"a[href='/admin/restrictions/{nia.Id}']"));
    }

    [Fact]
    public async Task A_long_log_asks_no_more_questions_and_goes_on_over_the_page()
    {
        var (few, many) = (await Given.Account("Few"), await Given.Account("Many"));
        foreach (var (who, times) in new[] { (few, 2), (many, 22) })
            for (var n = 0; n < times; n++) await Given.Hidden((await Given.Topic(by: who)).Id, Mona);
        await Settled();
        Assert.Equal(await As(few).Cost("/decisions"), await As(many).Cost("/decisions"));
        var page = await As(many).Get("/decisions");
        Assert.Equal(20, page.All("main article").Count);
        Assert.Equal(2, (await As(many).Get(page.All("main a").First(a => a.TextContent == "More").GetAttribute("href")!)).All("main article").Count);
    }
}

public sealed class RestrictionTestsOnSqlite() : RestrictionTests(Engine.Sqlite);
public sealed class RestrictionTestsOnPostgres() : RestrictionTests(Engine.Postgres);
