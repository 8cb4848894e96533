using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Kernel.Site;
using Rapport.Members;
using Ending = Rapport.Governance.Ending;

namespace Rapport.Tests.Governance;

/// What a decision tells whom it concerns, and how it is objected to.
public abstract class DecisionTests(Engine engine) : InWorld(engine)
{
    async Task<(Member Author, Topic Topic, Statement Told)> HiddenTopic(object? said = null, string body = "It leaks. Buy the kettles of my shop instead. It drips.")
    {
        var author = await Given.Account("Nils");
        var topic = await Given.Topic(by: author, title: $"Why does the Fistel{Given.Fresh()} leak?", body: body);
        Assert.Equal(303, (await As(Mona).Post($"/posts/{topic.Id}/remove", said ?? new { ground = "spam", reason = "It sells something.", passage = "Buy the kettles\nof my shop" })).Status);
        return (author, topic, await Told(topic.Id));
    }

    Task<Statement> Told(long thing) => World.Query(db => db.Statements.AsNoTracking().Where(s => s.ThingId == thing).OrderByDescending(s => s.Id).FirstAsync());

    async Task<Response> Decide(long thing, Member by, object form) => await As(by).Post($"/admin/cases/{(await Given.OpenCase(thing))!.Id}", form);

    Task<Response> Object(Visitor by, long decision, string words = "I only asked.", string? key = null) => by.Post($"/decisions/{decision}/appeal", new { words, key });

    Task Age(long decision, int days) => World.Act(db => db.Statements.Where(s => s.Id == decision).ExecuteUpdateAsync(s => s.SetProperty(t => t.DecidedAt, t => db.Clock.GetUtcNow().AddDays(-days))));

    string Link(long decision) => World.Services.GetRequiredService<DecisionLinks>().Path(decision);

    [Fact]
    public async Task The_author_reads_what_was_done_where_since_when_on_which_ground_by_what_it_was_found_and_how_to_object()
    {
        var (author, topic, told) = await HiddenTopic();
        await Settled();

        var page = await As(author).Get($"/decisions/{told.Id}");

        foreach (var words in new[] { "nobody sees it but you and the moderators", "Until you change it so that it fits", "Everywhere on this site.", "Buy the kettles of my shop", "Our rule", "Advertising or spam", "It sells something.", "A moderator's own look", "a person decided", "You can object until", "free of charge" }) Assert.Contains(words, page.Text);
        Assert.Contains("noindex", page.Find("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal((404, 404, 200), ((await As(Ben).Get($"/decisions/{told.Id}")).Status, (await Anyone().Get($"/decisions/{told.Id}?key=AAAA")).Status, (await As(Mona).Get($"/decisions/{told.Id}")).Status));
        Assert.StartsWith("/sign-in", (await Anyone().Get($"/decisions/{told.Id}")).Location);
        Assert.Equal(200, (await Anyone().Get(Link(told.Id))).Status);
        var other = (await HiddenTopic()).Told;
        Assert.Equal(404, (await Anyone().Get($"/decisions/{other.Id}?{Link(told.Id).Split('?')[1]}")).Status);
    }

    [Fact]
    public async Task The_mail_says_the_same_in_plain_text_with_a_link_that_opens_without_signing_in()
    {
        await using var world = await World.Start(World.Engine, null, "--mail-hold", "0");
        var author = await world.Given.Account("Nils");
        var topic = await world.Given.Topic(by: author);
        await world.Given.Hidden(topic.Id, world.Cast.Mona);
        await world.Settled();

        var mail = Assert.Single(await world.Given.MailsTo(author.Email), m => m.Subject == "A moderator hid what you wrote").Text;

        foreach (var words in new[] { "Everywhere on this site.", "Advertising or spam", "It sells something.", "You can object until" }) Assert.Contains(words, mail);
        Assert.Contains("A decision and its reasons", (await world.Visit().Get(System.Text.RegularExpressions.Regex.Match(mail, @"/decisions/\d+\?key=[\w-]+").Value)).Text);
    }

    [Fact]
    public async Task A_passage_has_to_stand_in_the_words()
    {
        var topic = await Given.Topic(by: Ada);
        var refused = await As(Mona).Post($"/posts/{topic.Id}/remove", new { ground = "spam", passage = "Words that nobody wrote" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("This passage does not stand in the words.", refused.Text);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task The_author_sees_the_passage_marked_where_they_change_it_and_the_moderator_sees_what_was_changed()
    {
        var (author, topic, told) = await HiddenTopic();
        using var visitor = As(author);
        Assert.NotNull((await visitor.Visit(topic.Path)).Find($"a[href='/decisions/{told.Id}']"));
        var form = await visitor.Get($"/posts/{topic.Id}/edit");
        Assert.Equal("Buy the kettles of my shop", form.Find("blockquote mark")!.TextContent);

        Assert.Equal(303, (await visitor.Submit(form, $"/posts/{topic.Id}", new { title = topic.Title, body = "It leaks. It drips." })).Status);

        using var mona = As(Mona);
        var history = (await mona.Get(await Given.QueueAt(topic.Id))).Find($"#case-{(await Given.OpenCase(topic.Id))!.Id} a[href$='/history']")!.GetAttribute("href")!;
        Assert.Contains("Buy the kettles of my shop", (await mona.Get(history)).Find("del")!.TextContent);
        Assert.Equal(303, (await Decide(topic.Id, Mona, new { verdict = "restore" })).Status);
        Assert.Equal(Ending.Changed, (await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.Id == told.Id))).Ending);
    }

    [Fact]
    public async Task House_rules_have_a_code_and_stand_for_a_ground()
    {
        await using var world = await World.Start(World.Engine);
        var (alma, mona) = (world.Visit(world.Cast.Alma), world.Visit(world.Cast.Mona));
        Assert.Equal(422, (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { rules = "H1; stars; Too few stars." })).Status);
        Assert.Equal(303, (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { rules = "H1; spam; No links that pay you.\nH2; insult; Be kind." })).Status);
        var topic = await world.Given.Topic(by: world.Cast.Ada);

        Assert.Contains("H1: No links that pay you.", (await mona.Get($"/posts/{topic.Id}/remove")).Body);
        Assert.Equal(422, (await mona.Post($"/posts/{topic.Id}/remove", new { ground = "rule:H9" })).Status);
        Assert.Equal(303, (await mona.Post($"/posts/{topic.Id}/remove", new { ground = "rule:H1" })).Status);

        var told = await world.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == topic.Id));
        Assert.Equal((Ground.Spam, "H1"), (told.Ground, told.Rule));
        Assert.Contains("No links that pay you.", (await world.Visit(world.Cast.Ada).Get($"/decisions/{told.Id}")).Text);
    }

    [Fact]
    public async Task An_objection_is_open_for_six_months_once_and_there_is_none_against_its_decision()
    {
        var (author, topic, told) = await HiddenTopic();
        await Age(told.Id, 190);
        var late = await Object(As(author), told.Id);
        Assert.Equal(422, late.Status);
        Assert.Contains("A decision can be objected to for six months, and they are over.", late.Text);

        await Age(told.Id, 170);
        Assert.Equal(404, (await Object(As(Ben), told.Id)).Status);
        Assert.Equal(303, (await Object(As(author), told.Id)).Status);
        Assert.Contains("You asked for another look at this already.", (await Object(As(author), told.Id)).Text);
        Assert.Equal(303, (await Decide(topic.Id, Alma, new { verdict = "keep", reason = "It still sells." })).Status);

        var answer = await Told(topic.Id);
        Assert.Equal(told.Id, answer.AppealOf);
        var again = await Object(As(author), answer.Id);
        Assert.Equal(422, again.Status);
        Assert.Contains("certified out-of-court dispute settlement body", again.Text);
        Assert.Null(await Given.OpenCase(topic.Id));
    }

    [Fact]
    public async Task An_appeal_that_is_granted_ends_the_decision_and_says_so()
    {
        var (author, topic, told) = await HiddenTopic();
        await Object(As(author), told.Id);
        Assert.Contains("somebody else decides", (await Decide(topic.Id, Mona, new { verdict = "restore" })).Text);
        Assert.Equal(303, (await Decide(topic.Id, Alma, new { verdict = "restore" })).Status);

        Assert.Equal(Ending.Appealed, (await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.Id == told.Id))).Ending);
        Assert.Contains("This decision does not stand any more.", (await As(author).Get($"/decisions/{told.Id}")).Text);
        Assert.Contains("This decision does not stand any more.", (await Object(As(author), (await HiddenThenRestored()).Id)).Text.Replace("\n", " "));

        async Task<Statement> HiddenThenRestored()
        {
            var other = await Given.Topic(by: author);
            await Given.Hidden(other.Id, Mona);
            await As(Alma).Post($"/posts/{other.Id}/restore");
            return await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == other.Id && s.Verdict == Verdict.Hide));
        }
    }

    [Fact]
    public async Task Where_there_is_nobody_else_the_author_is_told_and_the_same_person_may_decide()
    {
        await using var world = await World.Start(World.Engine);
        await world.Act(db => db.Members.Where(m => m.Role == Role.Administrator).ExecuteUpdateAsync(s => s.SetProperty(m => m.SuspendedAt, (DateTimeOffset?)db.Clock.GetUtcNow())));
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        await world.Given.Hidden(topic.Id, world.Cast.Mona);
        var told = await world.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == topic.Id));

        Assert.Contains("There is nobody else here who could decide", (await world.Visit(world.Cast.Ada).Get($"/decisions/{told.Id}")).Text);
        await world.Visit(world.Cast.Ada).Post($"/decisions/{told.Id}/appeal", new { words = "I only asked." });
        Assert.Equal(303, (await world.Visit(world.Cast.Mona).Post($"/admin/cases/{(await world.Given.OpenCase(topic.Id))!.Id}", new { verdict = "keep", reason = "It sells." })).Status);

        var answer = await world.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.AppealOf == told.Id));
        Assert.Contains("the same person decided again", (await world.Visit(world.Cast.Ada).Get($"/decisions/{answer.Id}")).Text);
    }

    [Fact]
    public async Task Who_is_suspended_reads_why_by_the_link_of_the_mail_objects_and_is_readmitted()
    {
        var nils = await Given.Account("Nils");
        Assert.Equal(303, (await As(Alma).Post($"/admin/people/{nils.Id}/suspend", new { reason = "Advertising again and again." })).Status);
        await Settled();
        var mail = (await Given.MailsTo(nils.Email!))[0].Text;
        var link = System.Text.RegularExpressions.Regex.Match(mail, @"/suspensions/\d+\?key=[\w-]+").Value;

        var page = await Anyone().Visit(link);
        foreach (var words in new[] { "Your account is suspended", "Advertising again and again.", "Until you are readmitted." }) Assert.Contains(words, page.Text);
        using var anyone = Anyone();
        Assert.Equal(303, (await anyone.Submit(page, "/appeal", new { words = "It was my cousin." })).Status);

        var about = (await World.Query(db => db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Kind == "member" && c.ThingId == nils.Id && c.DecidedAt == null)))!;
        Assert.Equal((Wait.Appeal, "It was my cousin."), (about.Wait, about.Appeal));
        Assert.Equal(422, (await As(Alma).Post($"/admin/cases/{about.Id}", new { verdict = "restore" })).Status);
        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "restore" })).Status);
        await Settled();
        Assert.False(await World.Query(db => db.Members.AnyAsync(m => m.Id == nils.Id && m.SuspendedAt != null)));
        Assert.Equal(Ending.Appealed, (await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == nils.Id && s.Verdict == Verdict.Suspend))).Ending);
    }

    [Fact]
    public async Task Who_stays_suspended_is_told_by_mail_since_they_cannot_sign_in()
    {
        await using var world = await World.Start(World.Engine, null, "--mail-hold", "0");
        var nils = await world.Given.Account("Nils");
        await world.Visit(world.Cast.Alma).Post($"/admin/people/{nils.Id}/suspend", new { reason = "Advertising again and again." });
        await world.Settled();
        var told = await world.Query(db => db.Statements.AsNoTracking().SingleAsync());
        using var anyone = world.Visit();
        var link = world.Services.GetRequiredService<DecisionLinks>().Path(told.Id);
        await anyone.Submit(await anyone.Get(link), "/appeal", new { words = "It was my cousin." });
        var about = await world.Query(db => db.Cases.AsNoTracking().SingleAsync(c => c.ThingId == nils.Id));

        Assert.Equal(303, (await world.Visit(world.Cast.Mona).Post($"/admin/cases/{about.Id}", new { verdict = "keep", reason = "Your cousin has your password." })).Status);
        await world.Settled();

        var mail = (await world.Given.MailsTo(nils.Email))[0];
        Assert.Equal("Your account stays suspended", mail.Subject);
        foreach (var words in new[] { "Your cousin has your password.", "certified out-of-court dispute settlement body", "/decisions/" }) Assert.Contains(words, mail.Text);
    }

    [Fact]
    public async Task A_cleared_profile_comes_back_on_appeal()
    {
        var nils = await Given.Account("Nils");
        using var visitor = As(nils);
        await World.Act(async db => { (await db.Members.FirstAsync(m => m.Id == nils.Id)).Describe("Nils", null, "I mend kettles in Bergen."); await db.Save(); });
        await As(Ben).Post($"/report/member/{nils.Id}", new { why = "spam" });
        Assert.Equal(303, (await Decide(nils.Id, Mona, new { verdict = "hide", ground = "spam", passage = "mend kettles" })).Status);
        var told = await Told(nils.Id);
        Assert.Contains("A member's report", (await visitor.Get($"/decisions/{told.Id}")).Text);

        await Object(visitor, told.Id, "I sell nothing.");
        Assert.Equal(303, (await Decide(nils.Id, Alma, new { verdict = "restore" })).Status);

        Assert.Contains("I mend kettles in Bergen.", (await Anyone().Visit($"/members/{nils.Id}")).Text);
    }

    [Fact]
    public async Task Who_reported_what_was_left_as_it_is_objects_and_somebody_else_decides()
    {
        var (topic, cleo) = (await Given.Topic(by: Ada), await Given.Account("Clea"));
        await As(cleo).Post($"/report/post/{topic.Id}", new { why = "spam" });
        await Decide(topic.Id, Mona, new { verdict = "keep" });
        using var reporter = As(cleo);
        var page = await reporter.Get($"/report/post/{topic.Id}");
        Assert.Equal(404, (await As(Ben).Post($"/report/post/{topic.Id}/objection", new { words = "Me too" })).Status);

        Assert.Equal(303, (await reporter.Submit(page, $"/report/post/{topic.Id}/objection", new { words = "Look at the second line." })).Status);

        Assert.Contains("somebody else decides", (await Decide(topic.Id, Mona, new { verdict = "keep", reason = "No." })).Text);
        Assert.Equal(303, (await Decide(topic.Id, Alma, new { verdict = "hide", ground = "spam" })).Status);
        await Settled();
        Assert.Contains("What you reported was hidden.", (await reporter.Get("/notices")).Text + (await reporter.Get($"/report/post/{topic.Id}")).Text);
        Assert.Equal(Ending.Appealed, (await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == topic.Id && s.Verdict == Verdict.Keep))).Ending);
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_stands_no_more_and_its_statement_stays()
    {
        var (_, topic, told) = await HiddenTopic();
        var about = await World.Query(db => db.Cases.AsNoTracking().FirstAsync(c => c.ThingId == topic.Id));

        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}/undo")).Status);

        Assert.Equal(Ending.Undone, (await World.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.Id == told.Id))).Ending);
    }

    [Fact]
    public async Task Programs_read_decisions_and_object_as_their_owners()
    {
        var (author, topic, told) = await HiddenTopic();
        var robot = await Robot.For(World, author);

        var listed = (await robot.Get("/statements")).Json.GetProperty("items")[0];
        Assert.Equal((told.Id, "Buy the kettles of my shop"), (listed.GetProperty("id").GetInt64(), listed.GetProperty("passage").GetString()));
        Assert.Equal(404, (await (await Robot.For(World, Ben)).Get($"/statements/{told.Id}")).Status);
        Assert.Equal(204, (await robot.Post($"/statements/{told.Id}/appeal", new { words = "I only asked." })).Status);
        Assert.Equal(Wait.Appeal, (await Given.OpenCase(topic.Id))!.Wait);
    }
}

public sealed class DecisionTestsOnSqlite() : DecisionTests(Engine.Sqlite);
public sealed class DecisionTestsOnPostgres() : DecisionTests(Engine.Postgres);
