using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Conversations.Posts;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Members;
using Ending = Rapport.Governance.Ending;

namespace Rapport.Tests.Governance;

/// Somebody is quiet for a time: what they write waits for a moderator, and nobody is told but whoever looks into their log.
public abstract class QuietTests(Engine engine) : InWorld(engine)
{
    Task<Response> Quieten(Member who, Member? by = null, string length = "7", string ground = "spam", string reason = "Advertising again and again.", string? until = null) =>
        As(by ?? Mona).Post($"/admin/restrictions/{who.Id}", new { kind = "quiet", length, until, ground, reason, from = $"/admin/restrictions/{who.Id}" });

    async Task<Member> Quiet()
    {
        var nia = await Given.Account("Nia");
        await Given.Vouched(nia, World);
        Assert.Equal(303, (await Quieten(nia)).Status);
        return nia;
    }

    Task<Statement> Told(Member who) => World.Query(db => db.Statements.AsNoTracking().Where(s => s.ThingId == who.Id && s.Verdict == Verdict.Quiet).OrderByDescending(s => s.Id).FirstAsync());

    async Task Over(Member who)
    {
        // The mail about it is laid out by then, and only theirs is brought forward.
        await Settled();
        await World.Act(async db =>
        {
            var past = db.Clock.GetUtcNow().AddMinutes(-1);
            await db.Members.Where(m => m.Id == who.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.QuietUntil, past));
            await db.Statements.Where(s => s.ThingId == who.Id && s.Verdict == Verdict.Quiet).ExecuteUpdateAsync(s => s.SetProperty(t => t.Until, past));
            var theirs = await db.Statements.Where(s => s.ThingId == who.Id && s.Verdict == Verdict.Quiet).Select(s => s.Id).ToListAsync();
            foreach (var job in await db.Set<Job>().Where(j => j.Kind == "MailQuiet" && j.DoneAt == null).ToListAsync())
                if (theirs.Any(id => job.Payload.Contains($"\"Statement\":{id},", StringComparison.Ordinal))) job.DueAt = past;
            await db.Save();
        });
    }

    [Fact]
    public async Task Nothing_that_they_write_leaks_anywhere()
    {
        var (nia, space) = (await Quiet(), await Given.Space());
        foreach (var (kind, id) in new[] { (Follow.Space, space.Id), (Follow.Member, nia.Id) }) await Given.Following(Ben, kind, id);
        var (word, other) = ($"Zwitscher{Given.Fresh()}", await Given.Topic(by: Ada, space: space));
        await Given.Following(Ada, Follow.Topic, other.Id);
        var (nias, before) = (As(nia), await World.Query(db => db.Set<EventRow>().MaxAsync(e => e.Id)));
        foreach (var path in new[] { "/", space.Path, other.Path, $"/members/{nia.Id}" }) await Anyone().Visit(path);

        var begun = await nias.Post("/ask", new { kind = "question", space = space.Id, title = $"Does {word} ring, @{Ben.Handle}?", body = $"{word} [#p{other.Id}] @{Ben.Handle}", tags = word.ToLowerInvariant() });
        Assert.Equal(303, begun.Status);
        Assert.Equal(303, (await nias.Post($"/topics/{other.Id}/replies", new { body = $"{word} as a reply, @{Ben.Handle}" })).Status);
        Assert.Equal(303, (await nias.Post($"/posts/{other.Id}/comments", new { body = $"{word} as a comment" })).Status);
        await Settled();

        var mine = await World.Query(db => db.Posts.AsNoTracking().Where(p => p.AuthorId == nia.Id).ToListAsync());
        Assert.Equal(3, mine.Count);
        Assert.All(mine, p => Assert.Equal(Sight.Held, p.Sight));
        foreach (var path in new[] { begun.Location!, other.Path }) Assert.Contains("This waits for a moderator.", (await nias.Visit(path)).Text);
        Assert.Contains(word, (await As(Mona).Visit(begun.Location!)).Text);
        foreach (var visitor in new[] { Anyone(), As(Ben), As(Emil) })
            foreach (var path in new[] { begun.Location!, $"/posts/{mine[0].Id}", other.Path, $"/topics/{other.Id}/feed", space.Path, $"{space.Path}/feed", "/", "/topics", "/topics/feed", "/news", $"/search?q={word}&kind=topics", $"/suggest?q={word}", $"/similar?title={word}", $"/members/{nia.Id}", $"/members/{nia.Id}/posts", $"/tags/{word.ToLowerInvariant()}", "/notices", "/help/waiting", "/sitemap.xml" })
                DoesNotHold((await visitor.Visit(path)).Body);
        var robot = await Robot.For(World, Ben);
        foreach (var path in new[] { $"/topics?space={space.Id}", $"/topics/{other.Id}/replies", $"/posts/{other.Id}/comments", $"/members/{nia.Id}/posts", $"/search?q={word}", "/notices" }) DoesNotHold((await robot.Get(path)).Body);
        foreach (var post in mine) Assert.Equal(404, (await robot.Get($"/posts/{post.Id}")).Status);
        var (topics, replies, comments, notices, tagged) = await World.Query(async db => (await db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Topics).FirstAsync(), await db.Topics.Where(t => t.Id == other.Id).Select(t => t.Replies).FirstAsync(), await db.Posts.Where(p => p.Id == other.Id).Select(p => p.Comments).FirstAsync(),
            await db.Set<Notice>().CountAsync(n => mine.Select(m => m.Id).Contains(n.PostId)), await db.Tags.Where(t => t.Name == word.ToLowerInvariant()).SumAsync(t => t.Topics)));
        Assert.Equal((1, 0, 0, 0, 0), (topics, replies, comments, notices, tagged));
        Assert.Empty(await World.Query(db => db.Set<EventRow>().Where(e => e.Id > before && e.Actor == nia.Id && (e.Type == "TopicStarted" || e.Type == "ReplyPosted" || e.Type == "CommentPosted" || e.Type == "MemberMentioned")).Select(e => e.Type).ToListAsync()));
        Assert.Empty(await Given.MailsTo(nia.Email));

        // Whoever looks for a word reads that they did.
        void DoesNotHold(string body) { foreach (var words in new[] { $"Does {word} ring", $"{word} [", $"{word} as a reply", $"{word} as a comment" }) Assert.DoesNotContain(words, body); }
    }

    [Fact]
    public async Task Only_the_form_that_was_sent_comes_back_filled_in_and_words_are_needed()
    {
        var nia = await Given.Account("Nia");
        Assert.Null((await As(Mona).Get($"/admin/restrictions/{nia.Id}")).Find("label[for=reason-quiet] .optional"));

        var refused = await Quieten(nia, reason: "");

        Assert.Equal(422, refused.Status);
        Assert.Contains("Say why.", refused.Find("#reason-quiet-error")!.TextContent);
        Assert.Equal(2, refused.Body.Split("id=\"problem\"").Length);
        Assert.NotNull(refused.Find("#ground-quiet option[value=spam][selected]"));
        Assert.Null(refused.Find("#ground-suspend option[value=spam][selected]"));
    }

    [Fact]
    public async Task A_moderator_does_not_end_or_shorten_their_own()
    {
        var nia = await Quiet();
        await World.Act(async db => await db.Members.Where(m => m.Id == nia.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.Moderator)));
        var (at, until) = ($"/admin/restrictions/{nia.Id}", (await Told(nia)).Until);

        foreach (var act in new[] { "end", "shorten" }) Assert.Contains("This is about yourself", (await As(nia).Post($"{at}/{act}", new { kind = "quiet", length = "1", reason = "Mine.", from = at })).Text);

        var told = await Told(nia);
        Assert.Null(told.EndedAt);
        Assert.Equal(until, told.Until);
    }

    [Fact]
    public async Task Each_post_waits_in_the_queue_and_is_published_by_itself()
    {
        var (nia, topic) = (await Quiet(), await Given.Topic(by: Ada));
        foreach (var body in new[] { "The first of them", "The second of them" }) await As(nia).Post($"/topics/{topic.Id}/replies", new { body });
        var posts = await World.Query(db => db.Posts.AsNoTracking().Where(p => p.AuthorId == nia.Id).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync());
        var about = (await Given.OpenCase(posts[1]))!;
        Assert.Equal(Wait.Quiet, about.Wait);
        var queue = (await As(Mona).Get(await Given.QueueAt(posts[1]))).Find($"#case-{about.Id}")!.TextContent;
        Assert.Contains("Held: its author is quiet for a time", queue);
        Assert.Contains("Quiet until", queue);

        Assert.Equal(303, (await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "publish" })).Status);

        var seen = (await Anyone().Visit(topic.Path)).Text;
        Assert.Contains("The second of them", seen);
        Assert.DoesNotContain("The first of them", seen);
    }

    [Fact]
    public async Task A_change_of_what_was_published_before_waits_too()
    {
        var nia = await Given.Account("Nia");
        var topic = await Given.Topic(by: nia, body: "Gentle words.");
        var answered = await Given.Topic(by: nia, body: "Gentle words.");
        await Given.Reply(answered, Ada);
        await Quieten(nia);

        Assert.Equal(303, (await As(nia).Post($"/posts/{topic.Id}", new { title = topic.Title, body = "Rude words." })).Status);
        Assert.Equal(422, (await As(nia).Post($"/posts/{answered.Id}", new { title = answered.Title, body = "Rude words." })).Status);

        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
        Assert.DoesNotContain("Rude words.", (await Anyone().Visit(answered.Path)).Text);
    }

    [Fact]
    public async Task Their_log_says_it_from_the_first_moment_and_the_mail_when_it_is_over()
    {
        var nia = await Quiet();
        await Settled();
        var (nias, told) = (As(nia), await Told(nia));
        Assert.Empty(await Given.MailsTo(nia.Email));
        Assert.DoesNotContain("uiet", (await nias.Get("/notices")).Text);

        var log = (await nias.Get("/decisions")).Text;
        foreach (var words in new[] { "Made quiet", "In force", "Advertising or spam", "Advertising again and again.", "it ends by itself" }) Assert.Contains(words, log);
        Assert.DoesNotContain(Mona.Name, log);
        Assert.Contains("What you write waits for a moderator", (await nias.Get($"/decisions/{told.Id}")).Text);

        await Over(nia);
        await Settled();

        var mail = Assert.Single(await Given.MailsTo(nia.Email));
        Assert.Equal("What you write is seen at once again", mail.Subject);
        foreach (var words in new[] { "Advertising again and again.", "Its time was over.", "You can object until", "/decisions" }) Assert.Contains(words, mail.Text);
        Assert.Equal(Ending.Expired, (await Told(nia)).Ending);
        Assert.Contains("Over", (await nias.Get("/decisions")).Text);
        var topic = await Given.Topic(by: Ada);
        await nias.Post($"/topics/{topic.Id}/replies", new { body = "Heard again" });
        Assert.Contains("Heard again", (await Anyone().Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task It_ends_by_itself_before_any_job_has_run()
    {
        var (nia, topic) = (await Quiet(), await Given.Topic(by: Ada));
        await World.Act(async db => await db.Members.Where(m => m.Id == nia.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.QuietUntil, db.Clock.GetUtcNow().AddSeconds(-1))));

        await As(nia).Post($"/topics/{topic.Id}/replies", new { body = "Heard again" });

        Assert.Contains("Heard again", (await Anyone().Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task They_object_while_it_lasts_and_somebody_else_undoes_it()
    {
        var nia = await Quiet();
        var told = await Told(nia);
        using var visitor = As(nia);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get($"/decisions/{told.Id}"), "/appeal", new { words = "I sold nothing." })).Status);
        var about = (await Given.OpenCase(nia.Id))!;
        Assert.Contains("somebody else decides", (await As(Mona).Post($"/admin/cases/{about.Id}", new { verdict = "restore" })).Text);

        Assert.Equal(303, (await As(Alma).Post($"/admin/cases/{about.Id}", new { verdict = "restore" })).Status);
        await Settled();

        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.QuietUntil).FirstAsync()));
        Assert.Equal(Ending.Appealed, (await Told(nia)).Ending);
        var log = (await visitor.Get("/decisions")).Text;
        foreach (var words in new[] { "Ended early", "I sold nothing.", "It was granted." }) Assert.Contains(words, log);
        Assert.Equal("What you write is seen at once again", (await Given.MailsTo(nia.Email))[^1].Subject);
    }

    [Fact]
    public async Task What_was_over_can_still_be_objected_to()
    {
        var nia = await Quiet();
        await Over(nia);
        await Settled();
        var told = await Told(nia);

        Assert.Equal(303, (await As(nia).Post($"/decisions/{told.Id}/appeal", new { words = "It was wrong all the same." })).Status);
        Assert.Equal(303, (await As(Alma).Post($"/admin/cases/{(await Given.OpenCase(nia.Id))!.Id}", new { verdict = "restore" })).Status);

        Assert.Equal(Ending.Appealed, (await Told(nia)).Ending);
    }

    [Fact]
    public async Task A_moderator_shortens_and_ends_it_with_a_reason_that_they_read()
    {
        var nia = await Quiet();
        var at = $"/admin/restrictions/{nia.Id}";
        using var mona = As(Mona);
        Assert.Contains("Choose an end that comes sooner than the one it has.", (await mona.Post($"{at}/shorten", new { kind = "quiet", length = "30", reason = "Longer" })).Text);
        Assert.Contains("Say why.", (await mona.Post($"{at}/shorten", new { kind = "quiet", length = "1" })).Text);
        Assert.Equal(303, (await mona.Submit(await mona.Get(at), $"{at}/shorten", new { kind = "quiet", length = "1", reason = "They are sorry." })).Status);
        Assert.InRange((await Told(nia)).Until!.Value, DateTimeOffset.UtcNow.AddHours(23), DateTimeOffset.UtcNow.AddHours(25));
        await Settled();
        Assert.Empty(await Given.MailsTo(nia.Email));

        Assert.Contains("Say why.", (await mona.Post($"{at}/end", new { kind = "quiet" })).Text);
        Assert.Equal(303, (await mona.Submit(await mona.Get(at), $"{at}/end", new { kind = "quiet", reason = "It was a mistake." })).Status);
        await Settled();

        var log = (await As(nia).Get("/decisions")).Text;
        foreach (var words in new[] { "They are sorry.", "A moderator ended it.", "It was a mistake." }) Assert.Contains(words, log);
        Assert.Contains("It was a mistake.", Assert.Single(await Given.MailsTo(nia.Email)).Text);
        Assert.Contains("is not quiet.", (await mona.Post($"{at}/end", new { kind = "quiet", reason = "Again" })).Text);
        await Over(nia);
        await Settled();
        Assert.Single(await Given.MailsTo(nia.Email));
    }

    [Fact]
    public async Task Other_stars_sides_and_tags_wait_as_words_do()
    {
        var (nia, product) = (await Given.Account("Nia"), await Given.Product());
        await Given.Vouched(nia, World);
        var (review, topic) = (await Given.Review(product, nia), await Given.Topic(by: nia));
        Assert.Equal(303, (await Quieten(nia)).Status);
        using var nias = As(nia);

        Assert.Equal(303, (await nias.Post($"/reviews/{review.Id}", new { stars = 4, body = "It boils fast and it does not drip.", relative = "", rewarded = "", sampled = "", pros = "Call us and buy pills" })).Status);
        Assert.Equal(303, (await nias.Post($"/posts/{topic.Id}", new { title = topic.Title, body = (await World.Query(db => db.Posts.AsNoTracking().FirstAsync(p => p.Id == topic.Id))).Source, tags = $"pills{Given.Fresh()}" })).Status);

        await Settled();
        foreach (var id in new[] { review.Id, topic.Id }) Assert.Equal(Sight.Held, await World.Query(db => db.Posts.Where(p => p.Id == id).Select(p => p.Sight).FirstAsync()));
        Assert.DoesNotContain("buy pills", (await Anyone().Visit(product.Path)).Body);
    }

    [Fact]
    public async Task What_a_helper_may_do_with_others_topics_rests_meanwhile()
    {
        var (hal, space) = (await Given.Account("Hal"), await Given.Space());
        Assert.Equal(303, (await As(Alma).Post("/admin/helpers", new { who = $"@{hal.Handle}", area = space.Id })).Status);
        var (topic, tag) = (await Given.Topic(by: Ada, space: space), $"kettles{Given.Fresh()}");
        Assert.Equal(303, (await As(hal).Post($"/topics/{topic.Id}/tags", new { tags = tag })).Status);
        Assert.Equal(303, (await Quieten(hal)).Status);

        Assert.Equal(422, (await As(hal).Post($"/topics/{topic.Id}/tags", new { tags = $"{tag}, pills" })).Status);
        Assert.Equal(404, (await As(hal).Post($"/tags/{tag}", new { summary = "Buy pills" })).Status);
        await Over(hal);
        Assert.Equal(303, (await As(hal).Post($"/tags/{tag}", new { summary = "All that boils" })).Status);
    }

    [Fact]
    public async Task It_needs_a_rule_a_reason_and_an_end_within_thirty_days_and_only_moderators_decide_it()
    {
        var nia = await Given.Account("Nia");

        Assert.Contains("Name the rule that was broken.", (await Quieten(nia, ground: "")).Text);
        Assert.Contains("Say why.", (await Quieten(nia, reason: " ")).Text);
        Assert.Contains("A reason takes up to 500 characters.", (await Quieten(nia, reason: new string('x', 501))).Text);
        Assert.Contains("quiet for 30 days at most", (await Quieten(nia, length: "")).Text);
        Assert.Contains("quiet for 30 days at most", (await Quieten(nia, length: "date", until: DateTime.UtcNow.AddDays(40).ToString("yyyy-MM-dd"))).Text);
        foreach (var bad in new[] { "8", "-1", "x" }) Assert.Contains("Choose how long.", (await Quieten(nia, length: bad)).Text);
        Assert.Contains("Choose a day that is not over.", (await Quieten(nia, length: "date", until: "2020-01-01")).Text);
        Assert.Contains("they cannot be made quiet", (await Quieten(Emil, by: Alma)).Text);
        foreach (var who in new[] { Ben, Emil }) Assert.Equal((404, 404), ((await Quieten(nia, by: who)).Status, (await As(who).Get($"/admin/restrictions/{nia.Id}")).Status));
        Assert.Equal(404, (await As(Mona).Get("/admin/restrictions/1")).Status);
        Assert.Equal(422, (await As(Mona).Post($"/admin/restrictions/{nia.Id}", new { kind = "hide", ground = "spam", reason = "x", length = "1" })).Status);
        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.QuietUntil).FirstAsync()));

        Assert.Equal(303, (await Quieten(nia, length: "30")).Status);
        Assert.Contains("is quiet already.", (await Quieten(nia)).Text);
        Assert.Contains("Made quiet for a time", (await As(Mona).Get("/admin/audit?act=member.")).Text);
    }

    [Fact]
    public async Task Two_moderators_at_the_same_moment_decide_once()
    {
        var nia = await Given.Account("Nia");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Quieten(nia, by: n % 2 == 0 ? Mona : Alma)));

        Assert.Equal(1, answers.Count(a => a.Status == 303));
        Assert.Equal(1, await World.Query(db => db.Statements.CountAsync(s => s.ThingId == nia.Id && s.Verdict == Verdict.Quiet)));
    }

    [Fact]
    public async Task Programs_do_the_same()
    {
        var (nia, robot) = (await Given.Account("Nia"), await Robot.For(World, Mona));
        var until = DateTimeOffset.UtcNow.AddDays(3);

        Assert.Equal(422, (await robot.Post($"/members/{nia.Id}/restrictions", new { kind = "quiet", reason = "Advertising.", ground = "spam" })).Status);
        Assert.Equal(201, (await robot.Post($"/members/{nia.Id}/restrictions", new { kind = "quiet", reason = "Advertising.", ground = "spam", until })).Status);
        Assert.Equal("quiet", (await robot.Get($"/members/{nia.Id}/restrictions")).Json.GetProperty("items")[0].GetProperty("verdict").GetString());
        Assert.Equal("quiet", (await (await Robot.For(World, nia)).Get("/statements")).Json.GetProperty("items")[0].GetProperty("verdict").GetString());
        Assert.Equal(204, (await robot.Put($"/members/{nia.Id}/restrictions/quiet/end", new { reason = "A mistake." })).Status);
        Assert.Equal(422, (await robot.Put($"/members/{nia.Id}/restrictions/quiet/end", new { reason = "A mistake." })).Status);
        Assert.NotEqual(200, (await (await Robot.For(World, Ben)).Get($"/members/{nia.Id}/restrictions")).Status);
    }
}

public sealed class QuietTestsOnSqlite() : QuietTests(Engine.Sqlite);
public sealed class QuietTestsOnPostgres() : QuietTests(Engine.Postgres);
