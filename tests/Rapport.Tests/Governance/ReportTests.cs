using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Governance;

/// Members report, moderators decide.
public abstract class ReportTests(Engine engine) : InWorld(engine)
{
    Task<Response> Report(Member by, long post, string why = "spam", string? note = null) => As(by).Post($"/report/post/{post}", new { why, note });
    async Task<Response> Decide(long thing, object form, Member? by = null) => await As(by ?? Mona).Post($"/admin/cases/{(await Given.OpenCase(thing))!.Id}", form);

    [Fact]
    public async Task A_post_is_reported_from_its_page_and_the_reporter_is_told_what_became_of_it()
    {
        var (author, reporter) = (await Given.Mailed("Author"), await Given.Mailed("Reporter"));
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Said(topic, author, "Buy my kettles.");
        using var visitor = As(reporter);
        var form = await visitor.Get((await visitor.Visit(topic.Path)).Find($"a[href='/report/post/{reply.Id}']")!.GetAttribute("href")!);

        var done = await visitor.Submit(form, $"/report/post/{reply.Id}", new { why = "spam", note = "They sell everywhere." });
        Assert.Contains("you will be told what was decided", (await visitor.Visit(done.Location!)).Text);
        var queue = await As(Mona).Get(await Given.QueueAt(reply.Id));
        foreach (var words in new[] { "Buy my kettles.", "They sell everywhere.", "Advertising or spam", "Reporter", "Author" }) Assert.Contains(words, queue.Text);
        var about = (await Given.OpenCase(reply.Id))!.Id;
        Assert.NotNull(queue.Find($"#case-{about}"));

        await Decide(reply.Id, new { verdict = "hide", ground = "spam", reason = "Advertising." });
        await Settled();
        Assert.Contains("What you reported was hidden.", (await visitor.Get("/notices")).Text);
        Assert.DoesNotContain("Buy my kettles.", (await visitor.Get("/notices")).Body);
        Assert.Contains("What you reported was hidden.", (await visitor.Get($"/report/post/{reply.Id}")).Text);
        var told = await As(author).Get("/notices");
        Assert.Contains("A moderator hid what you wrote", told.Text);
        Assert.Contains("Advertising.", told.Text);
        Assert.DoesNotContain("Reporter", told.Text);
        Assert.Null((await As(Mona).Get("/admin/queue")).Find($"#case-{about}"));
    }

    [Fact]
    public async Task Author_and_reporter_get_mail_unless_they_want_none()
    {
        await using var world = await World.Start(Engine, null, "--mail-hold", "0");
        var (author, reporter, silent) = (await world.Given.Mailed("Author"), await world.Given.Mailed("Reporter"), await world.Given.Mailed("Silent"));
        var topic = await world.Given.Topic(by: world.Cast.Ada, title: "Mails about what moderators decide");
        var reply = await world.Given.Said(topic, author, "Buy my kettles.");
        await world.Visit(silent).Post("/settings/notices", new { here = "Report" });
        foreach (var by in new[] { reporter, silent }) await world.Visit(by).Post($"/report/post/{reply.Id}", new { why = "spam" });
        var about = (await world.Given.OpenCase(reply.Id))!;

        await world.Visit(world.Cast.Mona).Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground = "spam", reason = "Advertising helps nobody here." });
        await world.Settled();

        var mail = Assert.Single(await world.Given.MailsTo(author.Email), m => m.Subject == "A moderator hid what you wrote");
        Assert.Contains("Advertising helps nobody here.", mail.Text);
        Assert.Contains($"/posts/{reply.Id}", mail.Text);
        Assert.Contains("List-Unsubscribe", mail.Headers);
        Assert.Contains("What you reported was hidden.", Assert.Single(await world.Given.MailsTo(reporter.Email)).Text);
        Assert.Empty(await world.Given.MailsTo(silent.Email));
        Assert.Contains("What you reported was hidden.", (await world.Visit(silent).Get("/notices")).Text);
    }

    [Fact]
    public async Task Nobody_reports_twice_nor_themselves_nor_what_they_may_not_see()
    {
        var topic = await Given.Topic(by: Ada);
        var secret = await Given.Topic(by: Mona, space: await Given.Space(null, Ben));

        Assert.Equal(303, (await Report(Ben, topic.Id)).Status);
        Assert.Equal(303, (await Report(Ben, topic.Id, "abuse")).Status);
        Assert.Equal("Spam", (await World.Query(db => db.Reports.SingleAsync(r => r.ThingId == topic.Id))).Reason.ToString());
        Assert.Contains("You wrote this yourself", (await Report(Ada, topic.Id)).Text);
        Assert.Equal(422, (await As(Ben).Post($"/report/member/{Ben.Id}", new { why = "spam" })).Status);
        foreach (var path in new[] { $"/report/post/{secret.Id}", "/report/post/9007199254740991", "/report/topic/1", $"/report/member/9007199254740991" })
        {
            Assert.Equal(404, (await As(Ada).Get(path)).Status);
            Assert.Equal(404, (await As(Ada).Post(path, new { why = "spam" })).Status);
        }
        Assert.StartsWith("/sign-in", (await Anyone().Get($"/report/post/{topic.Id}")).Location);
    }

    [Fact]
    public async Task A_report_names_a_reason_and_keeps_short()
    {
        var topic = await Given.Topic(by: Ada);

        Assert.Contains("Choose what is wrong with it.", (await Report(Ben, topic.Id, "boredom")).Text);
        Assert.Contains("Choose what is wrong with it.", (await Report(Ben, topic.Id, "99")).Text);
        Assert.Contains("Say in a few words what is wrong.", (await Report(Ben, topic.Id, "other")).Text);
        using var ben = As(Ben);
        var refused = await ben.Submit(await ben.Get($"/report/post/{topic.Id}"), $"/report/post/{topic.Id}", new { why = "wrong", note = new string('x', 100_000) });
        Assert.Equal(422, refused.Status);
        Assert.Contains("A note takes up to 1,000 characters.", refused.Text);
        Assert.Equal("wrong", refused.Find("input[name=why][checked]")!.GetAttribute("value"));
        Assert.Null(await Given.OpenCase(topic.Id));
    }

    [Fact]
    public async Task However_many_report_it_nothing_is_hidden_until_somebody_decides()
    {
        var topic = await Given.Topic(by: Ada);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Given.Member($"Crowd{n}")));

        var answers = await Task.WhenAll(crowd.Select(m => Report(m, topic.Id, "abuse")));

        Assert.All(answers, a => Assert.Equal(303, a.Status));
        Assert.Equal(12, await World.Query(db => db.Reports.CountAsync(r => r.ThingId == topic.Id)));
        Assert.Single(await World.Query(db => db.Cases.Where(c => c.ThingId == topic.Id).ToListAsync()));
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);

        await Decide(topic.Id, new { verdict = "keep" });
        await Settled();
        Assert.Contains("left it as it is", (await As(crowd[0]).Get("/notices")).Text);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task The_second_of_two_moderators_is_told_who_decided()
    {
        var topic = await Given.Topic(by: Ada);
        await Report(Ben, topic.Id);
        var about = (await Given.OpenCase(topic.Id))!;
        using var alma = As(Alma);
        var queue = await alma.Get(await Given.QueueAt(topic.Id));

        await Decide(topic.Id, new { verdict = "keep" });
        var second = await alma.Submit(queue, $"/admin/cases/{about.Id}", new { verdict = "hide", ground = "spam", reason = "No." });

        Assert.Equal(422, second.Status);
        Assert.Contains("Mona decided this already: it stays as it is.", second.Text);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task Two_decisions_at_the_same_moment_are_one()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);
        await Report(Cleo, reply.Id);
        var about = (await Given.OpenCase(reply.Id))!;

        var answers = await Task.WhenAll(new[] { Mona, Alma, Mona, Alma }.Select(by => As(by).Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground = "spam", reason = "At once." })));

        Assert.Single(answers, a => a.Status == 303);
        Assert.All(answers.Where(a => a.Status != 303), a => Assert.Contains("decided this already", a.Text));
        Assert.Equal(0, await World.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync()));
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_words()
    {
        var topic = await Given.Topic(by: Mona);
        await Report(Ben, topic.Id);
        var about = (await Given.OpenCase(topic.Id))!;

        foreach (var verdict in new[] { "keep", "hide" })
        {
            var refused = await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict, reason = "Mine." });
            Assert.Equal(422, refused.Status);
            Assert.Contains("another moderator or an administrator decides", refused.Text);
        }
        Assert.Equal(303, (await Decide(topic.Id, new { verdict = "keep" }, Alma)).Status);
        Assert.Equal(422, (await As(Mona).Post($"/admin/cases/{about.Id}/undo")).Status);
    }

    [Fact]
    public async Task Only_moderators_come_to_the_queue_and_decide()
    {
        var topic = await Given.Topic(by: Ada);
        await Report(Ben, topic.Id);
        var about = (await Given.OpenCase(topic.Id))!;

        foreach (var who in new[] { Ada, Ben, Emil })
        {
            Assert.Equal(404, (await As(who).Get("/admin/queue")).Status);
            Assert.Equal(404, (await As(who).Get("/admin/queue/decided")).Status);
            foreach (var act in new[] { "", "/undo", "/suspend" }) Assert.Equal(404, (await As(who).Post($"/admin/cases/{about.Id}{act}", new { verdict = "keep", reason = "x" })).Status);
        }
        Assert.StartsWith("/sign-in", (await Anyone().Get("/admin/queue")).Location);
        Assert.Equal(404, (await As(Mona).Post("/admin/cases/9007199254740991", new { verdict = "keep" })).Status);
        foreach (var forged in new[] { "ban", "7", "", "publish", "restore", "suspend" }) Assert.Equal(422, (await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = forged, reason = "x" })).Status);
        Assert.NotNull(await Given.OpenCase(topic.Id));
    }

    [Fact]
    public async Task A_decision_is_taken_back_and_nobody_is_told_of_it_any_more()
    {
        var (topic, reporter) = (await Given.Topic(by: Ada), await Given.Member("Reporter"));
        var reply = await Given.Reply(topic, Ben, "Hidden by mistake");
        await Report(reporter, reply.Id);
        var about = (await Given.OpenCase(reply.Id))!;
        await Decide(reply.Id, new { verdict = "hide", ground = "spam", reason = "By mistake." });
        await Settled();
        Assert.Contains("What you reported was hidden.", (await As(reporter).Get("/notices")).Text);

        using var mona = As(Mona);
        await mona.Submit(await mona.Get(await Given.DecidedAt(about.Id)), $"/admin/cases/{about.Id}/undo");
        await Settled();

        Assert.Contains("Hidden by mistake", (await Anyone().Get(topic.Path)).Text);
        Assert.DoesNotContain("What you reported was hidden.", (await As(reporter).Get("/notices")).Text);
        Assert.Null((await As(reporter).Get("/design")).Find(".site-nav .dot"));
        Assert.DoesNotContain("By mistake.", (await As(Ben).Get("/notices")).Text);
        Assert.NotNull(await Given.OpenCase(reply.Id));
        Assert.Contains("This was taken back already.", (await mona.Post($"/admin/cases/{about.Id}/undo")).Text);
        Assert.Contains("Decision taken back", (await mona.Get("/admin/audit?act=case.reopened")).Text);
    }

    [Fact]
    public async Task What_its_author_removed_meanwhile_can_still_be_decided_on()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "Said in anger");
        await Report(Cleo, reply.Id, "abuse");
        await As(Ben).Post($"/posts/{reply.Id}/remove");

        var queue = await As(Mona).Get(await Given.QueueAt(reply.Id));
        Assert.Contains("Removed by its author", queue.Text);
        Assert.Contains("Said in anger", queue.Text);
        Assert.Equal(303, (await Decide(reply.Id, new { verdict = "hide", ground = "spam", reason = "So that it stays away." })).Status);
        Assert.Equal(422, (await As(Ben).Post($"/posts/{reply.Id}/restore")).Status);
    }

    [Fact]
    public async Task A_profile_is_reported_cleared_and_its_owner_suspended()
    {
        var nia = await Given.Account("Nadine");
        await As(nia).Post("/settings/profile", new { name = "Nadine", bio = "Buy my kettles at once" });
        using var ben = As(Ben);
        var profile = await ben.Visit($"/members/{nia.Id}");
        await ben.Submit(await ben.Get(profile.Find($"a[href='/report/member/{nia.Id}']")!.GetAttribute("href")!), $"/report/member/{nia.Id}", new { why = "spam" });

        Assert.Equal(303, (await Decide(nia.Id, new { verdict = "hide", ground = "spam", reason = "No advertising." })).Status);
        Assert.DoesNotContain("kettles", (await Anyone().Visit($"/members/{nia.Id}")).Text);
        await As(Cleo).Post($"/report/member/{nia.Id}", new { why = "abuse" });
        var about = (await Given.OpenCase(nia.Id))!;
        Assert.Equal(422, (await As(Mona).Post($"/admin/cases/{about.Id}/suspend", new { })).Status);
        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}/suspend", new { reason = "Again and again." })).Status);
        Assert.NotNull(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.SuspendedAt).FirstAsync()));
        await Settled();
        Assert.Contains("The member you reported was suspended.", (await As(Cleo).Get("/notices")).Text);

        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}/undo")).Status);
        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.SuspendedAt).FirstAsync()));
    }

    [Fact]
    public async Task A_moderator_suspends_an_author_from_the_queue_but_nobody_of_the_brand()
    {
        var (nia, topic) = (await Given.Account("Nadja"), await Given.Topic(by: Ada));
        var (hers, his) = (await Given.Reply(topic, nia), await Given.Reply(topic, Emil));
        await Report(Ben, hers.Id);
        await Report(Ben, his.Id);
        async Task<string> Suspend(long post, string? reason)
        {
            var page = await As(Mona).Post($"/admin/cases/{(await Given.OpenCase(post))!.Id}/suspend", new { reason });
            return page.Status + page.Text;
        }

        Assert.Contains("Say why.", await Suspend(hers.Id, ""));
        Assert.StartsWith("303", await Suspend(hers.Id, "Spam everywhere."));
        Assert.Contains("is suspended already", await Suspend(hers.Id, "Once more."));
        Assert.Contains("Only an administrator can suspend somebody of the brand.", await Suspend(his.Id, "I do not like him."));
        Assert.NotNull(await Given.OpenCase(hers.Id));
        Assert.Contains("Spam everywhere.", (await As(Mona).Get("/admin/audit?act=member.")).Text);
    }

    [Fact]
    public async Task A_moderator_readmits_an_author_from_the_queue_but_nobody_of_the_brand()
    {
        var (dora, emil) = (await Given.Account("Dora"), await Given.Account("Egon", role: Role.Employee));
        var (topic, brands) = (await Given.Topic(by: dora), await Given.Topic(by: emil));
        foreach (var thing in new[] { topic, brands }) await As(Ben).Post($"/report/post/{thing.Id}", new { why = "spam" });
        var (about, other) = ((await Given.OpenCase(topic.Id))!, (await Given.OpenCase(brands.Id))!);
        await As(Mona).Post($"/admin/cases/{about.Id}/suspend", new { reason = "Advertising." });
        await As(Alma).Post($"/admin/cases/{other.Id}/suspend", new { reason = "Advertising." });

        Assert.Contains("Only an administrator can readmit", (await As(Mona).Post($"/admin/cases/{other.Id}/readmit", new { })).Text);
        await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "hide", ground = "spam", reason = "It sells something." });
        using var mona = As(Mona);
        Assert.Equal("/admin/queue/decided", (await mona.Submit(await mona.Get(await Given.DecidedAt(about.Id)), $"/admin/cases/{about.Id}/readmit")).Location);

        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == dora.Id).Select(m => m.SuspendedAt).SingleAsync()));
        Assert.Contains("is not suspended.", (await mona.Post($"/admin/cases/{about.Id}/readmit", new { })).Text);
        Assert.Contains("Readmitted", (await As(Alma).Get("/admin/audit?act=member.readmitted")).Text);
        Assert.Equal(200, (await (await Robot.For(World, Alma)).Delete($"/cases/{other.Id}/suspension")).Status);
    }

    [Fact]
    public async Task What_is_hidden_already_is_not_offered_to_be_hidden()
    {
        var topic = await Given.Topic(by: await Given.Member());
        await As(Ben).Post($"/report/post/{topic.Id}", new { why = "spam" });
        var id = (await Given.OpenCase(topic.Id))!.Id;
        Assert.NotNull((await As(Mona).Get(await Given.QueueAt(topic.Id))).Find($"#case-{id} input[name=verdict][value=hide]"));

        await World.Act(db => db.Posts.Where(p => p.Id == topic.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RemovedAt, DateTimeOffset.UtcNow)));

        var card = (await As(Mona).Get(await Given.QueueAt(topic.Id))).Find($"#case-{id}")!;
        Assert.Contains("Leave it hidden", card.TextContent);
        Assert.Null(card.QuerySelector("input[name=verdict][value=hide]"));
    }

    [Fact]
    public async Task A_reporter_who_leaves_stays_without_a_name()
    {
        var (leaver, topic) = (await Given.Member("Leaver"), await Given.Topic(by: Ada));
        await Report(leaver, topic.Id, "abuse", "A note of the leaver");
        await As(leaver).Post("/settings/leave", new { choice = nameof(LeavingChoice.RemoveWords), handle = leaver.Handle });

        var report = await World.Query(db => db.Reports.AsNoTracking().SingleAsync(r => r.ThingId == topic.Id));
        Assert.Equal((null, ""), (report.ReporterId, report.Note));
        Assert.Equal(303, (await Decide(topic.Id, new { verdict = "keep" })).Status);
        await Settled();
    }

    [Fact]
    public async Task The_queue_asks_as_much_for_many_as_for_few_and_goes_on_page_by_page()
    {
        await using var world = await World.Start(Engine);
        var (cast, topic) = (world.Cast, await world.Given.Topic(by: world.Cast.Ada));
        async Task Reported(int count)
        {
            for (var n = 0; n < count; n++)
            {
                var reply = await world.Given.Reply(topic, n % 2 == 0 ? cast.Ben : await world.Given.Member(), $"Number {n} with @[{cast.Ada.Id}]");
                foreach (var by in new[] { await world.Given.Member(), await world.Given.Member() }) await world.Visit(by).Post($"/report/post/{reply.Id}", new { why = "spam" });
            }
            await world.Visit(await world.Given.Member()).Post($"/report/member/{(await world.Given.Member()).Id}", new { why = "spam" });
        }
        using var mona = world.Visit(cast.Mona);
        // What the reports lead to is over, and what all pages have in common was read, before it is counted.
        async Task<Response> Looked()
        {
            await world.Settled();
            await mona.Get("/admin/queue");
            return await mona.Get("/admin/queue");
        }
        await Reported(2);
        var few = await Looked();
        await Reported(20);
        var many = await Looked();

        Assert.Equal(few.Queries, many.Queries);
        Assert.InRange(many.Queries ?? 99, 1, 13);
        Assert.Equal((3, 20), (few.All(".case").Count, many.All(".case").Count));
        Assert.Equal("24", many.Find(".desk-nav .count")!.TextContent);
        var rest = await mona.Get(many.Find("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(4, rest.All(".case").Count);
        Assert.Empty(many.All(".case").Select(c => c.Id).Intersect(rest.All(".case").Select(c => c.Id)));
    }
}

public sealed class ReportTestsOnSqlite() : ReportTests(Engine.Sqlite);
public sealed class ReportTestsOnPostgres() : ReportTests(Engine.Postgres);
