using Rapport.Conversations;
using Rapport.Feed.Notices;
using Rapport.Governance;
using Rapport.Kernel.Site;
using Rapport.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Tests.Governance;

/// What waits for a moderator before others see it.
public abstract class HoldTests(Engine engine) : InWorld(engine)
{
    Task<Response> Decide(Case about, object form, Member? by = null) => As(by ?? Mona).Post($"/admin/cases/{about.Id}", form);

    [Fact]
    public async Task A_newcomers_first_question_is_seen_by_nobody_but_them_and_moderators()
    {
        var (nia, space) = (await Given.Newcomer(), await Given.Space());
        await Given.Following(Ben, Follow.Space, space.Id);
        var word = $"Zwitscher{Given.Fresh()}";
        var (topic, _) = await Given.HeldTopic(nia, $"Why does it say {word} at night?", space: space);
        await Settled();

        Assert.Contains("This waits for a moderator.", (await As(nia).Visit(topic.Path)).Text);
        Assert.Contains("It hums at night.", (await As(Mona).Visit(topic.Path)).Text);
        foreach (var other in new[] { Anyone(), As(Ben), As(Emil) })
        {
            foreach (var path in new[] { topic.Path, $"/posts/{topic.Id}", $"/posts/{topic.Id}/edit", $"/posts/{topic.Id}/comment", $"/topics/{topic.Id}/feed", $"/report/post/{topic.Id}" }) Assert.DoesNotContain(word, (await other.Visit(path)).Body);
            foreach (var path in new[] { space.Path, $"{space.Path}/feed", "/topics", "/topics/feed", "/", $"/search?q={word}&kind=topics", $"/members/{nia.Id}", $"/members/{nia.Id}/posts", $"/suggest?q={word}" }) Assert.DoesNotContain($"Why does it say {word}", (await other.Visit(path)).Body);
        }
        Assert.Equal(404, (await As(Ben).Get(topic.Path)).Status);
        Assert.Equal(404, (await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "I see you" })).Status);
        Assert.Equal(404, (await As(Ben).Post($"/posts/{topic.Id}/vote", new { value = 1 })).Status);
        Assert.Empty(await World.Query(db => db.Set<Notice>().Where(n => n.PostId == topic.Id).ToListAsync()));
        Assert.Equal(0, await World.Query(db => db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Topics).FirstAsync()));
        Assert.Contains("noindex", (await As(nia).Visit(topic.Path)).Find("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task Once_published_it_is_told_as_if_it_were_written_then()
    {
        var (nia, space) = (await Given.Newcomer(), await Given.Space());
        await Given.Following(Ben, Follow.Space, space.Id);
        var word = $"Tremolo{Given.Fresh()}";
        var (topic, about) = await Given.HeldTopic(nia, $"Where does the {word} come from?", space: space);
        await Settled();

        Assert.Equal(303, (await Decide(about, new { verdict = "publish" })).Status);
        await Settled();

        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
        Assert.Contains(word, (await Anyone().Get(space.Path)).Text);
        Assert.Contains(word, (await Anyone().Get($"/search?q={word}")).Text);
        Assert.Contains(word, (await Anyone().Get($"{space.Path}/feed")).Body);
        Assert.Contains("asked a question", (await As(Ben).Get("/notices")).Text);
        Assert.Contains("What you wrote is published", (await As(nia).Get("/notices")).Text);
        var (counted, stored) = await World.Query(async db => (await db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Topics).FirstAsync(), await db.Topics.AsNoTracking().FirstAsync(t => t.Id == topic.Id)));
        Assert.Equal(1, counted);
        Assert.True(stored.CreatedAt > topic.CreatedAt);
        Assert.Contains("Post published", (await As(Mona).Get("/admin/audit?act=post.")).Text);
    }

    [Fact]
    public async Task A_member_is_new_until_two_posts_are_published_and_their_links_wait_until_they_are_trusted()
    {
        var (nia, topic) = (await Given.Newcomer(), await Given.Topic(by: Ada));
        var nias = As(nia);
        async Task<bool> Waits(string body)
        {
            await nias.Post($"/topics/{topic.Id}/replies", new { body });
            var post = await World.Query(db => db.Posts.AsNoTracking().Where(p => p.AuthorId == nia.Id).OrderByDescending(p => p.Id).FirstAsync());
            if (await Given.OpenCase(post.Id) is not { } about) return false;
            await Decide(about, new { verdict = "publish" });
            return true;
        }

        Assert.True(await Waits("The first one"));
        Assert.True(await Waits("The second one"));
        Assert.False(await Waits("The third one"));
        Assert.True(await Waits("Look at https://example.org/buy"));
        Assert.False(await Waits($"Look at [this]({World.Services.GetRequiredService<Rapport.Kernel.Installation>().Address}/topics)"));
        Assert.True(await Waits("However many there are: https://example.org/again"));
        await World.Act(async db => { db.Add(new Rapport.Trust.Standing(nia.Id, topic.SpaceId, 1e6)); db.Add(new Rapport.Trust.Voice(nia.Id, 1e6, 0, 0, 0, 0)); await db.Save(); });
        Assert.False(await Waits("Whoever is trusted does not wait: https://example.org/more"));
    }

    [Fact]
    public async Task A_link_added_afterwards_waits_as_well_and_is_refused_where_others_have_answered()
    {
        var (nia, space) = (await Given.Newcomer(), await Given.Space());
        var (topic, about) = await Given.HeldTopic(nia, "A clean question, at first", space: space);
        await Decide(about, new { verdict = "publish" });
        var nias = As(nia);

        Assert.Equal(303, (await nias.Post($"/posts/{topic.Id}", new { title = topic.Title, body = "It hums at night, and so do I." })).Status);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
        Assert.Equal(303, (await nias.Post($"/posts/{topic.Id}", new { title = topic.Title, body = "Buy at https://example.org/buy" })).Status);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
        Assert.Equal(0, await World.Query(db => db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Topics).FirstAsync()));

        await Decide((await Given.OpenCase(topic.Id))!, new { verdict = "publish" });
        await Given.Reply(topic, Ben);
        var refused = await nias.Post($"/posts/{topic.Id}", new { title = topic.Title, body = "Buy at https://example.org/other" });
        Assert.Equal(422, refused.Status);
        Assert.Contains("Write a reply instead.", refused.Text);
        Assert.DoesNotContain("example.org/other", (await Anyone().Get(topic.Path)).Body);
    }

    [Fact]
    public async Task A_held_comment_and_reply_stand_in_their_place_for_their_author_and_count_only_when_published()
    {
        var (nia, topic) = (await Given.Newcomer(), await Given.Topic(by: Ada));
        var reply = await Given.Reply(topic, Ben);
        await As(nia).Post($"/topics/{topic.Id}/replies", new { body = "My held reply" });
        await As(nia).Post($"/posts/{reply.Id}/comments", new { body = $"My held comment, @{Cleo.Handle}" });

        var mine = await As(nia).Visit(topic.Path);
        Assert.Equal(2, mine.All(".post-unseen").Count);
        Assert.Contains("Cleo", mine.Text);
        Assert.DoesNotContain("My held", (await As(Ben).Visit(topic.Path)).Text);
        Assert.DoesNotContain("My held", (await Anyone().Visit($"/topics/{topic.Id}/feed")).Body);

        var comment = await World.Query(db => db.Posts.AsNoTracking().FirstAsync(p => p.AuthorId == nia.Id && p.Kind == PostKind.Comment));
        await Given.Comment(reply, Cleo, "Mine came meanwhile");
        await Decide((await Given.OpenCase(comment.Id))!, new { verdict = "publish" });
        await Settled();

        var (below, place, replies) = await World.Query(async db => (await db.Posts.Where(p => p.Id == reply.Id).Select(p => p.Comments).FirstAsync(), await db.Posts.Where(p => p.Id == comment.Id).Select(p => p.Place).FirstAsync(), await db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync()));
        Assert.Equal((2, 2, 1), (below, place, replies));
        Assert.Contains("My held comment", (await Anyone().Visit(topic.Path)).Text);
        Assert.Contains(await World.Query(db => db.Set<Notice>().Where(n => n.PostId == comment.Id).Select(n => n.MemberId).ToListAsync()), m => m == Cleo.Id);
    }

    [Fact]
    public async Task A_space_says_whose_posts_wait_and_staff_and_those_vouched_for_never_do()
    {
        var (all, none) = (await Given.Space(), await Given.Space());
        using var mona = As(Mona);
        foreach (var (space, holding) in new[] { (all, "before"), (none, "after") })
            await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}"), $"/admin/spaces/{space.Slug}", new { name = space.Name, holding });
        async Task<bool> Waits(Member by, Space space)
        {
            var page = await As(by).Post("/ask", new { kind = "question", space = space.Id, title = $"Does number {Given.Fresh()} wait?", body = "Look at https://example.org" });
            return (await Anyone().Get(page.Location!)).Status == 404;
        }

        Assert.True(await Waits(Ada, all));
        Assert.False(await Waits(Emil, all));
        Assert.False(await Waits(await Given.Newcomer(), none));
        Assert.False(await Waits(Ada, await Given.Space()));
        Assert.Equal("before", (await mona.Get($"/admin/spaces/{all.Slug}")).Find("select[name=holding] option[selected]")!.GetAttribute("value"));
        // A change waits there as well.
        var topic = await Given.Topic(by: Ada, space: all);
        await As(Ada).Post($"/posts/{topic.Id}", new { title = topic.Title, body = "Other words" });
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task A_moderator_vouches_for_whom_they_publish()
    {
        var nia = await Given.Newcomer();
        var (_, about) = await Given.HeldTopic(nia, "Somebody I know asks this");

        await Decide(about, new { verdict = "publish", vouch = "true" });
        var next = await As(nia).Post("/ask", new { kind = "question", space = (await Given.Space()).Id, title = "And the next waits for nobody", body = "See https://example.org" });

        Assert.Equal(200, (await Anyone().Get(next.Location!)).Status);
    }

    [Fact]
    public async Task What_waits_can_be_changed_and_taken_away_by_its_author_and_the_queue_forgets_it()
    {
        var nia = await Given.Newcomer();
        var (topic, _) = await Given.HeldTopic(nia, "A question to be withdrawn");
        var nias = As(nia);

        await nias.Submit(await nias.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { title = "A question that was changed", body = "Other words", tags = "humming" });
        Assert.Contains("Other words", (await nias.Visit($"/posts/{topic.Id}")).Text);
        Assert.Equal(404, (await Anyone().Get($"/posts/{topic.Id}/history")).Status);
        Assert.Equal(0, await World.Query(db => db.Tags.Where(t => t.Name == "humming").Select(t => t.Topics).FirstAsync()));

        await nias.Submit(await nias.Get($"/posts/{topic.Id}/remove"), $"/posts/{topic.Id}/remove");
        Assert.Null(await Given.OpenCase(topic.Id));
        Assert.Contains("You removed this.", (await nias.Visit($"/posts/{topic.Id}")).Text);

        await nias.Post($"/posts/{topic.Id}/restore");
        Assert.NotNull(await Given.OpenCase(topic.Id));
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task Published_words_do_not_show_what_they_were_while_they_waited()
    {
        var nia = await Given.Newcomer();
        var (topic, about) = await Given.HeldTopic(nia, "A question with a slip in it", body: "My number is onetwothree.");
        await As(nia).Post($"/posts/{topic.Id}", new { title = topic.Title, body = "My number is nobody's business." });
        await Decide(about, new { verdict = "publish" });

        Assert.DoesNotContain("onetwothree", (await Anyone().Get($"/posts/{topic.Id}/history")).Body);
        Assert.Contains("onetwothree", (await As(Mona).Get($"/posts/{topic.Id}/history")).Body);
    }

    [Fact]
    public async Task What_is_held_is_refused_with_a_reason_that_its_author_reads()
    {
        var nia = await Given.Newcomer();
        var (topic, about) = await Given.HeldTopic(nia, "Cheap kettles, buy here now");

        Assert.Contains("Say why: the author reads it.", (await Decide(about, new { verdict = "hide" })).Text);
        Assert.Equal(303, (await Decide(about, new { verdict = "hide", ground = "spam", saved = "This advertises something.", reason = "Ask a question instead." })).Status);
        await Settled();

        Assert.Contains("This advertises something. Ask a question instead.", (await As(nia).Visit(topic.Path)).Text);
        Assert.Contains("A moderator hid what you wrote", (await As(nia).Get("/notices")).Text);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);

        // Changed, it is looked at again; restored, it is published as if written then.
        await As(nia).Post($"/posts/{topic.Id}", new { title = "How do kettles work?", body = "I wonder." });
        var again = (await Given.OpenCase(topic.Id))!;
        Assert.Equal(Wait.Changed, again.Wait);
        await Decide(again, new { verdict = "restore" });
        var page = await Anyone().Visit($"/posts/{topic.Id}");
        Assert.Contains("How do kettles work?", page.Text);
        Assert.DoesNotContain("Cheap kettles", (await Anyone().Get($"/posts/{topic.Id}/history")).Body);
    }

    [Fact]
    public async Task Who_leaves_takes_along_what_waits()
    {
        var nia = await Given.Newcomer("Leaver");
        var (topic, _) = await Given.HeldTopic(nia, "A question of somebody who leaves", body: "Words that nobody saw.");

        Assert.Equal("/left", (await As(nia).Post("/settings/leave", new { choice = nameof(LeavingChoice.KeepWordsWithoutName), handle = nia.Handle })).Location);

        Assert.Null(await Given.OpenCase(topic.Id));
        Assert.Equal("", await World.Query(db => db.Posts.Where(p => p.Id == topic.Id).Select(p => p.Source).FirstAsync()));
        Assert.DoesNotContain("somebody who leaves", (await As(Mona).Get("/admin/queue")).Text);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task Publishing_is_taken_back_while_nobody_has_answered()
    {
        var (one, two) = (await Given.Newcomer(), await Given.Newcomer());
        var (quiet, first) = await Given.HeldTopic(one, "Published by mistake, quickly");
        var (loud, second) = await Given.HeldTopic(two, "Published by mistake and answered");
        await Decide(first, new { verdict = "publish" });
        await Decide(second, new { verdict = "publish" });
        await Given.Reply(loud, Ben);

        using var mona = As(Mona);
        var done = await mona.Submit(await mona.Get($"/admin/queue?done={first.Id}"), $"/admin/cases/{first.Id}/undo");
        Assert.Equal("/admin/queue", done.Location);
        Assert.Equal(404, (await Anyone().Get(quiet.Path)).Status);
        Assert.NotNull(await Given.OpenCase(quiet.Id));
        Assert.Contains("Others have answered this.", (await mona.Post($"/admin/cases/{second.Id}/undo")).Text);
        Assert.Equal(200, (await Anyone().Get(loud.Path)).Status);
    }

    [Fact]
    public async Task An_administrator_says_how_the_house_is_kept_in_order()
    {
        await using var world = await World.Start(Engine);
        using var alma = world.Visit(world.Cast.Alma);
        var newcomer = await world.Given.Newcomer();
        Assert.Equal(404, (await world.Visit(world.Cast.Mona).Get("/admin/moderation")).Status);
        Assert.Contains("Write a number from 0 to 100.", (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { first = "-1" })).Text);
        Assert.Contains("A reason takes up to 500 characters.", (await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { reasons = new string('x', 100_000) })).Text);

        await alma.Submit(await alma.Get("/admin/moderation"), "/admin/moderation", new { holding = "after", reasons = "Be kind.\nStay with the matter." });

        Assert.Equal(Holding.After, world.Services.GetRequiredService<SiteSettings>().Of<ModerationSettings>().Holding);
        var posted = await world.Visit(newcomer).Post("/ask", new { kind = "question", space = (await world.Given.Space()).Id, title = "Nobody waits here any more", body = "Look: https://example.org" });
        Assert.Equal(200, (await world.Visit().Get(posted.Location!)).Status);
        var id = posted.Location!.Split('/')[2];
        Assert.Contains("Stay with the matter.", (await world.Visit(world.Cast.Mona).Get($"/posts/{id}/remove")).Body);
        Assert.Contains("Moderation changed", (await alma.Get("/admin/audit")).Text);
    }
}

public sealed class HoldTestsOnSqlite() : HoldTests(Engine.Sqlite);
public sealed class HoldTestsOnPostgres() : HoldTests(Engine.Postgres);
