using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Tests.Members;

/// Members who keep each other away: a mute hears nothing, a block is not addressed either. Every place where one member's act reaches another stands here as a sentence.
public abstract class BlockTests(Engine engine) : InWorld(engine)
{
    const string Began = "began this and has blocked you, so you cannot answer here";

    Task<Response> Mute(Member by, Member other) => Keep(by, other, "mute");
    Task<Response> Block(Member by, Member other) => Keep(by, other, "block");
    Task<Response> Lift(Member by, Member other) => As(by).Post($"/members/{other.Id}/block/lift");

    async Task<Response> Keep(Member by, Member other, string kind)
    {
        var done = await As(by).Post($"/members/{other.Id}/block", new { kind });
        Assert.Equal(303, done.Status);
        return done;
    }

    async Task<(Member Ann, Member Bob)> Two() => (await Given.Member("Ann"), await Given.Member("Bob"));

    async Task<(Member Ann, Member Bob)> Blocked()
    {
        var (ann, bob) = await Two();
        await Block(ann, bob);
        return (ann, bob);
    }

    Task<List<Notice>> Told(Member member) => World.Query(db => db.Set<Notice>().AsNoTracking().Where(n => n.MemberId == member.Id).ToListAsync());

    async Task<Visitor> Program(Member of) => Anyone().With("Authorization", $"Bearer {await Given.Token(of)}");

    static (int, bool) Refused(Response page, string words) => (page.Status, page.Text.Contains(words, StringComparison.Ordinal));

    static string? Folded(Response page, string words) => page.All("details.folded").FirstOrDefault(f => f.TextContent.Contains(words))?.QuerySelector("summary")?.TextContent.Trim();

    [Fact]
    public async Task The_same_form_twice_leads_to_the_same_page()
    {
        var (ann, bob) = await Two();
        using var visitor = As(ann);

        foreach (var act in new[] { "keep-bob-away", "keep-bob-away" }) Assert.Equal($"/members/{bob.Id}", (await visitor.Post($"/members/{bob.Id}/block", new { kind = "block", act })).Location);
        foreach (var act in new[] { "hear-bob-again", "hear-bob-again" }) Assert.Equal($"/members/{bob.Id}?lifted=1", (await visitor.Post($"/members/{bob.Id}/block/lift", new { act })).Location);
    }

    // Muting, where one reads.

    [Fact]
    public async Task Who_is_muted_is_folded_in_topics_and_shown_on_request()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, bob, "A word of Bob's.");
        await Given.Comment(reply, Cleo, "A word of Cleo's below.");
        await Given.Comment(reply, bob, "A remark of Bob's.");

        await Mute(ann, bob);

        var page = await As(ann).Get(topic.Path);
        Assert.Equal("You muted Bob. Show what they wrote", Folded(page, "A word of Bob's."));
        Assert.Equal("You muted Bob. Show what they wrote", Folded(page, "A remark of Bob's."));
        Assert.Null(Folded(page, "A word of Cleo's below."));
        Assert.False(page.Find("details.folded")!.HasAttribute("open"));
    }

    [Fact]
    public async Task What_one_folds_away_others_read_as_before_and_the_anonymous_pages_hold_nothing_of_it()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: bob);
        await Given.Reply(topic, bob, "A word of Bob's.");
        await Mute(ann, bob);

        Assert.Equal(2, (await As(ann).Get(topic.Path)).All("details.folded").Count);
        foreach (var other in new[] { Anyone(), As(Cleo), As(bob), Anyone(), As(Mona) })
        {
            var page = await other.Get(topic.Path);
            Assert.Empty(page.All("details.folded"));
            Assert.DoesNotContain("muted", page.Text);
        }
        Assert.Equal(2, (await As(ann).Get(topic.Path)).All("details.folded").Count);
    }

    [Fact]
    public async Task What_they_began_is_left_out_of_ones_lists_and_of_nobody_elses()
    {
        var (ann, bob) = await Two();
        var (space, tag) = (await Given.Space(), $"tag{Given.Fresh()}");
        var title = $"What Bob began, number {Given.Fresh()}?";
        await Given.Topic(by: bob, title: title, space: space, tags: [tag]);
        await Given.Topic(by: Cleo, title: "What Cleo began here", space: space);
        await Given.Following(ann, Follow.Space, space.Id);
        await Mute(ann, bob);

        foreach (var path in new[] { "/topics", "/topics?show=unanswered", space.Path, "/news", "/" }) Assert.DoesNotContain(title, (await As(ann).Visit(path)).Text);
        Assert.Equal(404, (await As(ann).Get($"/tags/{tag}")).Status);
        Assert.Contains("What Cleo began here", (await As(ann).Get(space.Path)).Text);
        Assert.DoesNotContain(title, (await (await Program(ann)).Get($"/api/v1/topics?space={space.Id}")).Body);
        foreach (var other in new[] { Anyone(), As(Cleo) }) Assert.Contains(title, (await other.Get(space.Path)).Text);

        await Lift(ann, bob);
        Assert.Contains(title, (await As(ann).Get(space.Path)).Text);
    }

    [Fact]
    public async Task A_story_they_told_is_left_out_of_the_stories()
    {
        var (ann, bob) = await Two();
        var product = await Given.Product();
        var story = await Given.Story(bob, $"A story of Bob's, number {Given.Fresh()}", product: product.Id);
        await Mute(ann, bob);

        foreach (var path in new[] { $"/stories?product={product.Id}", product.Path })
        {
            Assert.DoesNotContain(story.Title, (await As(ann).Get(path)).Text);
            Assert.Contains(story.Title, (await As(Cleo).Get(path)).Text);
        }
        Assert.DoesNotContain(story.Title, (await (await Program(ann)).Get($"/api/v1/stories?product={product.Id}")).Body);
    }

    [Fact]
    public async Task A_review_of_theirs_is_folded_and_its_stars_count_as_before()
    {
        var (ann, bob) = await Two();
        var product = await Given.Product();
        await Given.Review(product, bob, like: s => s with { Title = "Bob thinks so" });
        await Settled();
        await Mute(ann, bob);

        var page = await As(ann).Get($"{product.Path}/reviews");
        Assert.NotNull(page.Find(".review details.folded"));
        Assert.NotNull(page.Find(".review .review-head"));
        Assert.Null((await As(Cleo).Get($"{product.Path}/reviews")).Find("details.folded"));
    }

    [Fact]
    public async Task What_they_wrote_is_found_and_folded_in_the_search()
    {
        var (ann, bob) = await Two();
        var word = $"quokka{Given.Fresh()}";
        await Given.Topic(by: bob, title: $"Where is the {word} of Bob's?");
        await Settled();
        await Mute(ann, bob);

        Assert.Equal("You muted Bob. Show what they wrote", Folded(await As(ann).Get($"/search?q={word}"), word));
        Assert.Null(Folded(await As(Cleo).Get($"/search?q={word}"), word));
        Assert.Equal(204, (await As(ann).Get($"/suggest?q={word}")).Status);
        Assert.True((await (await Program(ann)).Get($"/api/v1/search?q={word}")).Json.GetProperty("items")[0].GetProperty("muted").GetBoolean());
    }

    [Fact]
    public async Task Programs_are_told_that_a_post_is_of_somebody_muted()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: Ada);
        await Given.Reply(topic, bob);
        await Mute(ann, bob);

        async Task<bool> Muted(Member reader) => (await (await Program(reader)).Get($"/api/v1/topics/{topic.Id}/replies")).Json.GetProperty("items")[0].GetProperty("muted").GetBoolean();
        Assert.Equal((true, false), (await Muted(ann), await Muted(Cleo)));
    }

    [Fact]
    public async Task Programs_are_told_that_a_review_is_of_somebody_muted()
    {
        var (ann, bob) = await Two();
        var review = await Given.Review(await Given.Product(), bob);
        await Mute(ann, bob);

        async Task<bool> Muted(Member reader) => (await (await Program(reader)).Get($"/api/v1/reviews/{review.Id}")).Json.GetProperty("muted").GetBoolean();
        Assert.Equal((true, false), (await Muted(ann), await Muted(Cleo)));
    }

    // Muting, where one is told.

    [Fact]
    public async Task One_is_told_nothing_of_their_answers_comments_mentions_quotes_and_of_what_is_new_of_them()
    {
        var (ann, bob) = await Two();
        var space = await Given.Space();
        var topic = await Given.Topic(by: ann, space: space);
        await Given.Following(ann, Follow.Space, space.Id);
        await Given.Following(ann, Follow.Member, bob.Id);
        await Mute(ann, bob);
        await Settled();

        await Given.Said(topic, bob, $"@[{ann.Id}] read this.", ann);
        await As(bob).Post($"/posts/{topic.Id}/comments", new { body = "A comment below." });
        await As(bob).Post($"/topics/{(await Given.Topic(by: Cleo)).Id}/replies", new { body = $"> [#{topic.Id}]\n> It drips\n\nSo they say." });
        await Given.Topic(by: bob, space: space);
        await Settled();
        Assert.Empty(await Told(ann));

        await Given.Said(topic, Cleo, "From somebody else.");
        await Settled();
        Assert.Single(await Told(ann));
    }

    [Fact]
    public async Task One_is_not_told_that_their_answer_was_accepted_by_somebody_else()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: Cleo);
        await Given.Following(ann, Follow.Topic, topic.Id);
        await Mute(ann, bob);

        await Given.Accepted(await Given.Said(topic, bob, "Turn it to the left."), Cleo);
        await Settled();

        Assert.Empty(await Told(ann));
    }

    [Fact]
    public async Task What_they_did_before_is_not_shown_among_the_notices_until_the_mute_is_lifted()
    {
        var (ann, bob) = await Two();
        await Given.Said(await Given.Topic(by: ann), bob, "Said before the mute.");
        await Settled();
        Assert.Equal("1", (await As(ann).Get("/design")).Find(".site-nav .dot")!.TextContent);

        await Mute(ann, bob);
        Assert.DoesNotContain("Said before the mute.", (await As(ann).Get("/notices")).Text);
        Assert.Null((await As(ann).Get("/design")).Find(".site-nav .dot"));
        Assert.Empty((await (await Program(ann)).Get("/api/v1/notices")).Json.GetProperty("items").EnumerateArray());

        await Lift(ann, bob);
        Assert.Contains("Said before the mute.", (await As(ann).Get("/notices")).Text);
    }

    [Fact]
    public async Task A_mail_that_waits_is_not_sent_about_who_was_muted_meanwhile()
    {
        using var server = new Feed.MailServer();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.ToMicroseconds());
        await using var world = await World.Start(Engine, services => services.AddSingleton<TimeProvider>(clock), "--smtp", server.Address, "--mail-hold", "120");
        var (ann, bob) = (await world.Given.Mailed("Ann"), await world.Given.Member("Bob"));
        var topic = await world.Given.Topic(by: ann);

        await world.Given.Said(topic, bob, "From Bob.");
        await world.Settled();
        using (var visitor = world.Visit(ann)) await visitor.Post($"/members/{bob.Id}/block", new { kind = "mute" });
        await world.Given.Said(topic, world.Cast.Cleo, "From Cleo.");
        await world.Settled();

        clock.Advance(TimeSpan.FromSeconds(121));
        await Waiting.Eventually(() => server.To(ann.Email!).Count > 0, "the mail to come");
        await world.Settled();
        Assert.Contains("From Cleo.", Assert.Single(server.To(ann.Email!)).TextBody);
    }

    // Nobody learns of a mute.

    [Fact]
    public async Task Who_is_muted_learns_nothing_of_it()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: ann);
        await Given.Reply(topic, ann, "Ann wrote this.");
        string[] paths = [$"/members/{ann.Id}/{Rapport.Kernel.Content.Slug.Of("Ann")}", $"/members/{ann.Id}/posts", topic.Path, "/settings/blocked", "/following", "/notices"];
        async Task<List<string>> Seen()
        {
            var seen = new List<string>();
            foreach (var path in paths) seen.Add((await As(bob).Get(path)).Text);
            return seen;
        }
        await As(bob).Post("/following", new { kind = "member", id = ann.Id, on = true });
        var before = await Seen();

        await Mute(ann, bob);
        await Settled();

        Assert.Equal(before, await Seen());
        Assert.Equal(303, (await As(bob).Post($"/topics/{topic.Id}/replies", new { body = "I may still answer." })).Status);
        Assert.Equal(303, (await As(bob).Post($"/posts/{topic.Id}/vote", new { value = 1 })).Status);
        Assert.Empty(await Told(bob));
    }

    [Fact]
    public async Task The_log_does_not_hold_who_keeps_whom_away_and_no_hook_is_told()
    {
        var (ann, bob) = await Two();
        await Block(ann, bob);
        await Lift(ann, bob);
        await Settled();

        var told = await World.Query(db => db.Set<EventRow>().AsNoTracking().Where(e => e.Actor == ann.Id).Select(e => new { e.Type, e.Payload }).ToListAsync());
        Assert.Equal(["DistanceKept", "DistanceLifted"], told.Select(e => e.Type).Order());
        Assert.All(told, e => Assert.DoesNotContain($"{bob.Id}", e.Payload));
        Assert.DoesNotContain("istance", (await As(Alma).Get("/admin/webhooks/new")).Body);
    }

    // Blocking, where the other acts.

    [Fact]
    public async Task Who_is_blocked_cannot_answer_in_what_the_other_began_and_finds_their_words_again()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: ann);

        var page = await As(bob).Get(topic.Path);
        Assert.Contains(Began, page.Find("#reply")!.TextContent);
        Assert.Null(page.Find("#reply form"));
        var refused = await As(bob).Post($"/topics/{topic.Id}/replies", new { body = "Let me tell you something." });
        Assert.Equal((422, true), Refused(refused, $"Ann {Began}"));
        Assert.Contains("Let me tell you something.", refused.Body);
        Assert.Equal(422, (await (await Program(bob)).PostJson($"/api/v1/topics/{topic.Id}/replies", new { body = "By a program, then." })).Status);
        Assert.Equal(0, await World.Query(db => db.Posts.CountAsync(p => p.AuthorId == bob.Id)));
    }

    [Fact]
    public async Task Nor_comment_on_what_the_other_wrote_anywhere()
    {
        var (ann, bob) = await Blocked();
        var (hers, others) = (await Given.Topic(by: ann), await Given.Topic(by: Cleo));
        var (reply, belowHers) = (await Given.Reply(others, ann), await Given.Reply(hers, Cleo));

        Assert.Equal((422, true), Refused(await As(bob).Post($"/posts/{reply.Id}/comments", new { body = "Oh really?" }), "Ann wrote this and has blocked you"));
        Assert.Equal((422, true), Refused(await As(bob).Post($"/posts/{belowHers.Id}/comments", new { body = "Oh really?" }), Began));
        Assert.Equal((422, true), Refused(await As(bob).Get($"/posts/{reply.Id}/comment"), "Ann wrote this and has blocked you"));
        Assert.Equal(422, (await (await Program(bob)).PostJson($"/api/v1/posts/{reply.Id}/comments", new { body = "By a program, then." })).Status);
    }

    [Fact]
    public async Task Nor_quote_them_when_writing_or_changing_anything()
    {
        var (ann, bob) = await Blocked();
        var (hers, others) = (await Given.Topic(by: ann), await Given.Topic(by: Cleo));
        var quote = $"> [#{hers.Id}]\n> It drips\n\nThey say.";
        var mine = await Given.Reply(others, bob);

        foreach (var sent in new[]
        {
            await As(bob).Post($"/topics/{others.Id}/replies", new { body = quote }), await As(bob).Post($"/posts/{others.Id}/comments", new { body = quote }), await As(bob).Post($"/posts/{mine.Id}", new { body = quote }),
            await As(bob).Post("/ask", new { kind = "discussion", title = "What they say of drips", body = quote, space = others.SpaceId }),
        })
        {
            Assert.Equal((422, true), Refused(sent, "their words cannot stand as a quote in yours"));
            Assert.Contains("They say.", sent.Body);
        }
        foreach (var (who, why) in new[] { (bob, "Ann has blocked you, so their words cannot stand as a quote in yours."), (ann, "so you do not answer each other") })
        {
            var page = await As(who).Get($"{others.Path}?quote={(who.Id == bob.Id ? hers.Id : mine.Id)}");
            Assert.DoesNotContain("&gt; ", page.Find("textarea[name=body]")!.InnerHtml);
            Assert.Contains(why, page.Find("#reply")!.TextContent);
        }
    }

    [Fact]
    public async Task A_mention_of_them_is_a_plain_word()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: Cleo);

        await As(bob).Post($"/topics/{topic.Id}/replies", new { body = $"Look at this, @{ann.Handle}." });
        await As(bob).Post($"/topics/{topic.Id}/replies", new { body = $"And at this, @[{ann.Id}]." });
        await Settled();

        var page = await As(Cleo).Get(topic.Path);
        foreach (var said in new[] { "Look at this", "And at this" }) Assert.Contains($"{said}, @{ann.Handle}.", page.Text);
        Assert.DoesNotContain($"data-member=\"{ann.Id}\"", page.Body);
        Assert.Empty(await World.Query(db => db.Mentions.Where(m => m.MemberId == ann.Id).ToListAsync()));
        Assert.Empty(await Told(ann));
    }

    [Fact]
    public async Task Nor_vote_on_what_they_wrote_though_a_vote_can_be_taken_back()
    {
        var (ann, bob) = await Two();
        var (before, after) = (await Given.Topic(by: ann), await Given.Topic(by: ann));
        await As(bob).Post($"/posts/{before.Id}/vote", new { value = 1 });
        await Block(ann, bob);

        Assert.Equal((422, true), Refused(await As(bob).Post($"/posts/{after.Id}/vote", new { value = -1 }), "Ann wrote this and has blocked you, so you cannot vote on it."));
        Assert.Equal(422, (await (await Program(bob)).Send(HttpMethod.Put, $"/api/v1/posts/{after.Id}/vote", System.Net.Http.Json.JsonContent.Create(new { value = 1 }))).Status);
        Assert.Equal(303, (await As(bob).Post($"/posts/{before.Id}/vote", new { value = 0 })).Status);
    }

    [Fact]
    public async Task Nor_follow_them_and_whoever_followed_before_does_no_longer()
    {
        var (ann, bob) = await Two();
        await As(bob).Post("/following", new { kind = "member", id = ann.Id, on = true });
        await As(ann).Post("/following", new { kind = "member", id = bob.Id, on = true });

        await Block(ann, bob);

        foreach (var (by, other) in new[] { (ann, bob), (bob, ann) }) Assert.DoesNotContain(other.Name, (await As(by).Get("/following")).Text);
        Assert.Equal((422, true), Refused(await As(bob).Post("/following", new { kind = "member", id = ann.Id, on = true }), "Ann has blocked you, so you cannot follow them."));
        Assert.Equal(422, (await (await Program(bob)).Send(HttpMethod.Put, $"/api/v1/follows/member/{ann.Id}")).Status);
    }

    [Fact]
    public async Task Nor_answer_a_review_of_theirs_or_vote_on_it()
    {
        var (ann, bob) = await Blocked();
        var review = await Given.Review(await Given.Product(), ann);
        await Settled();

        Assert.Equal((422, true), Refused(await As(bob).Post($"/topics/{review.Id}/replies", new { body = "That is not so." }), Began));
        Assert.Equal((422, true), Refused(await As(bob).Post($"/posts/{review.Id}/vote", new { value = -1 }), "you cannot vote on it"));
    }

    [Fact]
    public async Task Nor_answer_a_story_of_theirs()
    {
        var (ann, bob) = await Blocked();
        var story = await Given.Story(ann, "How the lid came off");

        Assert.Equal((422, true), Refused(await As(bob).Post($"/topics/{story.Id}/replies", new { body = "That is not so." }), Began));
    }

    [Theory]
    [InlineData("mute"), InlineData("block")]
    public async Task Their_questions_do_not_go_to_owners_who_keep_them_away(string kind)
    {
        var kettle = await Given.Product();
        var (owner, asker) = (await Given.Account(), await Given.Account());
        await Given.Order(owner, kettle);
        await As(owner).Post($"/products/{kettle.Id}/willing", new { willing = true });
        await Keep(owner, asker, kind);

        await As(asker).Post("/ask", new { kind = "question", title = "Does it drip on Sundays?", body = "Mine may.", space = (await Given.Space()).Id, product = kettle.Id, owners = true });
        await Settled();

        Assert.DoesNotContain("asks you", (await As(owner).Get("/notices")).Text);
    }

    [Fact]
    public async Task What_they_answered_before_can_be_removed_and_not_changed()
    {
        var (ann, bob) = await Two();
        var reply = await Given.Reply(await Given.Topic(by: ann), bob, "Said in peace.");
        await Block(ann, bob);

        Assert.Equal((422, true), Refused(await As(bob).Post($"/posts/{reply.Id}", new { body = "Said in anger." }), "can be removed but not changed"));
        Assert.Equal(303, (await As(bob).Post($"/posts/{reply.Id}/remove")).Status);
    }

    [Fact]
    public async Task Their_page_gathers_nothing_for_who_is_blocked_and_what_is_public_stays_readable()
    {
        var (ann, bob) = await Two();
        var topic = await Given.Topic(by: ann, title: $"Ann asked this, number {Given.Fresh()}?");
        await Block(ann, bob);

        foreach (var path in new[] { $"/members/{ann.Id}", $"/members/{ann.Id}/posts" })
        {
            var page = await As(bob).Visit(path);
            Assert.Contains("Ann has blocked you", page.Text);
            Assert.DoesNotContain(topic.Title, page.Text);
            Assert.Contains(topic.Title, (await As(Cleo).Visit(path)).Text);
        }
        Assert.Empty((await (await Program(bob)).Get($"/api/v1/members/{ann.Id}/posts")).Json.GetProperty("items").EnumerateArray());
        var read = await As(bob).Get(topic.Path);
        Assert.Equal(200, read.Status);
        Assert.Contains(topic.Title, read.Text);
    }

    [Fact]
    public async Task In_topics_of_others_both_take_part_and_one_reads_nothing_of_the_other()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: Cleo);
        await Given.Following(ann, Follow.Topic, topic.Id);

        Assert.Equal(303, (await As(bob).Post($"/topics/{topic.Id}/replies", new { body = "To Cleo, from Bob." })).Status);
        await Settled();

        Assert.Equal("You blocked Bob. Show what they wrote", Folded(await As(ann).Get(topic.Path), "To Cleo, from Bob."));
        Assert.Empty(await Told(ann));
        Assert.Single(await Told(Cleo), n => n.TopicId == topic.Id);
    }

    [Fact]
    public async Task Who_blocks_does_not_address_the_other_either()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: bob);

        Assert.Null((await As(ann).Get(topic.Path)).Find("#reply form"));
        foreach (var sent in new[] { await As(ann).Post($"/topics/{topic.Id}/replies", new { body = "And another thing." }), await As(ann).Post($"/posts/{topic.Id}/vote", new { value = -1 }), await As(ann).Post("/following", new { kind = "member", id = bob.Id, on = true }) })
            Assert.Equal((422, true), Refused(sent, "You have blocked Bob, so you do not answer each other. Lift the block first"));
    }

    [Fact]
    public async Task Lifting_lets_both_answer_again()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: ann);
        await Given.Reply(topic, bob, "A word of Bob's.");

        var list = await As(ann).Get("/settings/blocked");
        var lifted = await As(ann).Submit(list, $"/members/{bob.Id}/block/lift");

        Assert.Equal("/settings/blocked?lifted=1", lifted.Location);
        Assert.Contains("You keep nobody away", (await As(ann).Get("/settings/blocked")).Text);
        Assert.Null(Folded(await As(ann).Get(topic.Path), "A word of Bob's."));
        Assert.Equal(303, (await As(bob).Post($"/topics/{topic.Id}/replies", new { body = "We speak again." })).Status);
        await Settled();
        Assert.Contains("We speak again.", (await As(ann).Get("/notices")).Text);
    }

    // Who speaks for the brand.

    [Theory]
    [InlineData(Role.Employee), InlineData(Role.Moderator), InlineData(Role.Administrator)]
    public async Task Nobody_mutes_or_blocks_who_speaks_for_the_brand(Role role)
    {
        var (ann, staff) = (await Given.Member("Ann"), await Given.Member("Sol", role));

        foreach (var kind in new[] { "mute", "block" })
            Assert.Equal((422, true), Refused(await As(ann).Post($"/members/{staff.Id}/block", new { kind }), "Sol speaks for the brand here. Their answers and decisions reach everybody"));
        Assert.Null((await As(ann).Visit($"/members/{staff.Id}")).Find($"a[href='/members/{staff.Id}/block']"));
    }

    [Fact]
    public async Task Who_was_blocked_and_speaks_for_the_brand_now_answers_and_is_heard()
    {
        var (ann, bob) = await Blocked();
        var topic = await Given.Topic(by: ann);
        await World.Act(async db => { var member = await db.Members.FirstAsync(m => m.Id == bob.Id); db.Entry(member).Property(m => m.Role).CurrentValue = Role.Employee; await db.Save(); });

        Assert.Equal(303, (await As(bob).Post($"/topics/{topic.Id}/replies", new { body = "The brand answers." })).Status);
        await Settled();

        Assert.Contains("The brand answers.", (await As(ann).Get("/notices")).Text);
        Assert.Null(Folded(await As(ann).Get(topic.Path), "The brand answers."));
        Assert.Contains("Rests while they speak for the brand.", (await As(ann).Get("/settings/blocked")).Text);
    }

    [Fact]
    public async Task Who_speaks_for_the_brand_blocks_nobody_and_may_mute()
    {
        var (sol, bob) = (await Given.Member("Sol", Role.Employee), await Given.Member("Bob"));

        Assert.Equal((422, true), Refused(await As(sol).Post($"/members/{bob.Id}/block", new { kind = "block" }), "Who speaks for the brand hears everybody and blocks nobody."));
        await Mute(sol, bob);
    }

    [Fact]
    public async Task Moderators_still_find_what_they_muted_in_every_list_and_decide_on_it()
    {
        var (mia, bob) = (await Given.Member("Mia", Role.Moderator), await Given.Member("Bob"));
        var space = await Given.Space();
        var topic = await Given.Topic(by: bob, title: $"What Bob began, number {Given.Fresh()}?", space: space);
        await Mute(mia, bob);

        Assert.Contains(topic.Title, (await As(mia).Get(space.Path)).Text);
        await As(Cleo).Post($"/report/post/{topic.Id}", new { why = "spam" });
        Assert.Contains(topic.Title, (await As(mia).Get(await Given.QueueAt(topic.Id))).Text);
    }

    [Fact]
    public async Task Decisions_of_moderators_reach_who_keeps_others_away()
    {
        var (ann, _) = await Blocked();
        var topic = await Given.Topic(by: ann);

        await As(Mona).Post($"/posts/{topic.Id}/remove", new { ground = "spam", reason = "It sells something." });
        await Settled();

        Assert.Contains("It sells something.", (await As(ann).Get("/notices")).Text);
    }

    // The list.

    [Fact]
    public async Task One_does_it_on_their_page_sees_it_there_and_in_ones_list()
    {
        var (ann, bob) = await Two();
        Assert.Contains("You keep nobody away", (await As(ann).Get("/settings/blocked")).Text);

        var profile = await As(ann).Visit($"/members/{bob.Id}");
        var page = await As(ann).Get(profile.Find($"a[href='/members/{bob.Id}/block']")!.GetAttribute("href")!);
        var done = await As(ann).Submit(page, $"/members/{bob.Id}/block", new { kind = "mute" });

        Assert.Contains("You muted Bob", (await As(ann).Visit(done.Location!)).Text);
        var list = await As(ann).Get("/settings/blocked");
        Assert.Equal(("Bob", 1), (list.Find(".rows a bdi")!.TextContent, list.All(".rows time").Count));
        Assert.NotNull((await As(ann).Get("/settings")).Find("a[href='/settings/blocked']"));
    }

    [Fact]
    public async Task A_program_lists_keeps_and_lifts_too()
    {
        var (ann, bob) = await Two();
        var program = await Program(ann);
        Task<Response> Put(long id, string kind) => program.Send(HttpMethod.Put, $"/api/v1/me/blocks/{id}", System.Net.Http.Json.JsonContent.Create(new { kind }));
        async Task<List<(long, string?)>> All() => [.. (await program.Get("/api/v1/me/blocks")).Json.GetProperty("items").EnumerateArray().Select(b => (b.GetProperty("member").GetInt64(), b.GetProperty("kind").GetString()))];

        Assert.Equal(204, (await Put(bob.Id, "mute")).Status);
        Assert.Equal([(bob.Id, "mute")], await All());
        Assert.Equal(204, (await Put(bob.Id, "block")).Status);
        Assert.Equal([(bob.Id, "block")], await All());
        Assert.Equal(204, (await program.Send(HttpMethod.Delete, $"/api/v1/me/blocks/{bob.Id}")).Status);
        Assert.Equal((404, 0), ((await program.Send(HttpMethod.Delete, $"/api/v1/me/blocks/{bob.Id}")).Status, (await All()).Count));
        Assert.Equal(422, (await Put(ann.Id, "mute")).Status);
    }

    [Fact]
    public async Task Nobody_keeps_themselves_away_nor_more_than_a_thousand()
    {
        var (ann, bob) = await Two();
        Assert.Equal((422, true), Refused(await As(ann).Post($"/members/{ann.Id}/block", new { kind = "mute" }), "You cannot mute or block yourself."));
        Assert.Equal(422, (await As(ann).Post($"/members/{bob.Id}/block", new { kind = "shout" })).Status);

        await World.Act(async db => { db.AddRange(Enumerable.Range(1, Distance.Most).Select(n => new Distance(ann.Id, 900_000_000 + n, DistanceKind.Mute, db.Clock.GetUtcNow()))); await db.Save(); });
        Assert.Equal((422, true), Refused(await As(ann).Post($"/members/{bob.Id}/block", new { kind = "mute" }), "You keep 1,000 members away, which is as many as can be."));
    }

    [Fact]
    public async Task Who_left_is_on_nobodys_list_and_keeps_nobody_away()
    {
        var (ann, bob) = (await Given.Account(), await Given.Account());
        await Block(ann, bob);
        await Block(bob, ann);

        await As(bob).Post("/settings/leave", new { choice = nameof(LeavingChoice.KeepWordsWithoutName), handle = bob.Handle, currentPassword = Given.Password });
        await Settled();

        Assert.Contains("You keep nobody away", (await As(ann).Get("/settings/blocked")).Text);
        Assert.Empty(await World.Query(db => db.Set<Distance>().Where(d => d.MemberId == bob.Id || d.OtherId == bob.Id).ToListAsync()));
    }

    [Fact]
    public async Task Ones_own_data_hold_whom_one_keeps_away_and_not_by_whom_one_is()
    {
        var (ann, bob) = await Blocked();

        async Task<string> Data(Member of)
        {
            await As(of).Post("/settings/data");
            await Settled();
            var link = (await As(of).Get("/settings")).Find("a[href^='/settings/data/']")!.GetAttribute("href")!;
            using var zip = new ZipArchive(new MemoryStream((await As(of).Get(link)).Bytes));
            using var file = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("blocked-and-muted.json", StringComparison.Ordinal)).Open());
            return await file.ReadToEndAsync();
        }
        Assert.Contains($"{bob.Id}", await Data(ann));
        Assert.DoesNotContain($"{ann.Id}", await Data(bob));
    }

    [Fact]
    public async Task A_page_asks_as_much_whether_one_or_fifty_are_muted()
    {
        var (one, many) = (await Given.Member(), await Given.Member());
        var topic = await Given.Topic(by: Ada);
        await Given.Reply(topic, Ben);
        var others = new List<Member>();
        for (var n = 0; n < 50; n++) others.Add(await Given.Member());
        async Task Mutes(Member by, IEnumerable<Member> some) => await World.Act(async db => { db.AddRange(some.Select(m => new Distance(by.Id, m.Id, DistanceKind.Mute, db.Clock.GetUtcNow()))); await db.Save(); });
        async Task<int[]> Asked(Member by)
        {
            var asked = new List<int>();
            foreach (var path in new[] { topic.Path, "/topics", "/notices", "/settings/blocked" }) asked.Add(await As(by).Cost(path));
            return [.. asked];
        }
        var none = await Asked(one);
        await Mutes(one, others.Take(1));
        await Mutes(many, others);

        var (few, lot) = (await Asked(one), await Asked(many));
        Assert.Equal(few, lot);
        Assert.Equal(none.Select(n => n + 1), few);
    }
}

public sealed class BlockTestsOnSqlite() : BlockTests(Engine.Sqlite);
public sealed class BlockTestsOnPostgres() : BlockTests(Engine.Postgres);
