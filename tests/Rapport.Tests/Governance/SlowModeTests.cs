using Rapport.Conversations;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Members;

namespace Rapport.Tests.Governance;

/// One post of a member in so long a time, where moderators slowed a space down.
public abstract class SlowModeTests(Engine engine) : InWorld(engine)
{
    async Task<(Space Space, Topic Topic)> Slow(int seconds = 300, string? until = null)
    {
        var space = await Given.Space();
        var topic = await Given.Topic(by: Ada, space: space);
        using var mona = As(Mona);
        Assert.Equal(303, (await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}"), $"/admin/spaces/{space.Slug}", new { slow = seconds, slowuntil = until })).Status);
        return (space, topic);
    }

    static Task<Response> Reply(Visitor by, Topic topic, string body = "I think so") => by.Post($"/topics/{topic.Id}/replies", new { body, from = topic.Path });

    [Fact]
    public async Task Who_wrote_a_moment_ago_is_told_when_they_can_go_on_and_what_they_wrote_comes_back()
    {
        var (_, topic) = await Slow();
        var ben = As(Ben);
        Assert.Contains("Slow mode: One post in 5 minutes.", (await ben.Visit(topic.Path)).Text);

        Assert.Equal(303, (await Reply(ben, topic)).Status);
        var refused = await Reply(ben, topic, "And one more thing");

        Assert.Equal(429, refused.Status);
        Assert.Matches(@"Slow mode: you can write here again (on \d+ \w+ \d{4} )?at \d\d:\d\d\.", refused.Text);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 300);
        Assert.Equal("And one more thing", refused.Find("form[action$='/replies'] textarea")!.TextContent.Trim());
        Assert.Matches(@"You can write again (on \d+ \w+ \d{4} )?at \d\d:\d\d\.", (await ben.Visit(topic.Path)).Text);
        Assert.Equal(1, await World.Query(db => db.Posts.CountAsync(p => p.TopicId == topic.Id && p.AuthorId == Ben.Id)));
        Assert.Equal(303, (await Reply(As(Cleo), topic)).Status);
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_is_one_post()
    {
        var (_, topic) = await Slow();
        var page = await As(Ben).Visit(topic.Path);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => As(Ben).Submit(page, $"/topics/{topic.Id}/replies", new { body = "Once is enough." })));

        Assert.All(answers, a => Assert.Equal(303, a.Status));
        Assert.Equal(1, await World.Query(db => db.Posts.CountAsync(p => p.TopicId == topic.Id && p.AuthorId == Ben.Id)));
    }

    [Fact]
    public async Task A_turn_that_a_wrong_clock_took_far_ahead_keeps_nobody_waiting()
    {
        var (space, topic) = await Slow();
        await Reply(As(Ben), topic);
        await World.Act(db => db.Set<SlowTurn>().Where(t => t.PlaceId == space.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Second, t => t.Second + 86_400)));

        Assert.Equal(303, (await Reply(As(Ben), topic, "Tomorrow was wrong.")).Status);
    }

    [Fact]
    public async Task Who_saves_another_setting_leaves_alone_how_slow_it_is()
    {
        var space = await Given.Space();
        using var mona = As(Mona);
        var (form, robot) = (await mona.Get($"/admin/spaces/{space.Slug}"), await Robot.For(World, Mona));
        async Task<DateTimeOffset?> Saved(Response page, object said)
        {
            Assert.Equal(303, (await mona.Submit(page, $"/admin/spaces/{space.Slug}", said)).Status);
            return await World.Query(db => db.Spaces.Where(s => s.Id == space.Id && s.Slow == 300).Select(s => s.SlowUntil).SingleAsync());
        }
        var until = DateTimeOffset.UtcNow.AddDays(2).ToMicroseconds();
        await robot.Patch($"/spaces/{space.Id}", new { slow = 300, slowUntil = until });

        Assert.Equal(until, await Saved(form, new { description = "Opened before it was slowed." }));
        Assert.Equal(until, await Saved(await mona.Get($"/admin/spaces/{space.Slug}"), new { description = "Opened since." }));
        Assert.NotEqual(until, await Saved(await mona.Get($"/admin/spaces/{space.Slug}"), new { slowuntil = until.AddDays(3).ToString("yyyy-MM-dd") }));
    }

    [Fact]
    public async Task The_time_is_the_members_own()
    {
        var (_, topic) = await Slow(86_400);
        var kim = await Given.Member("Kim");
        await World.Act(db => db.Members.Where(m => m.Id == kim.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Zone, "Pacific/Kiritimati")));
        await Reply(As(kim), topic);

        // The minute that has begun counts as a whole one.
        var there = DateTimeOffset.FromUnixTimeSeconds(await World.Query(db => db.Set<SlowTurn>().Where(t => t.PlaceId == topic.SpaceId && t.MemberId == kim.Id).Select(t => t.Second).SingleAsync()) + 86_400 + 59).ToOffset(TimeSpan.FromHours(14));

        Assert.Contains($"on {there.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)} at {there:HH:mm}", (await Reply(As(kim), topic)).Text);
    }

    [Fact]
    public async Task Topics_and_comments_count_as_well_changes_do_not_and_staff_are_free()
    {
        var (space, topic) = await Slow();
        var reply = await Given.Reply(topic, Ben);
        var ben = As(Ben);

        Assert.Equal(303, (await ben.Post($"/posts/{reply.Id}/comments", new { body = "One" })).Status);
        Assert.Equal(429, (await ben.Post($"/posts/{reply.Id}/comments", new { body = "Two" })).Status);
        Assert.Equal(429, (await ben.Post("/ask", new { kind = "question", space = space.Id, title = "And what about this?", body = "Well?" })).Status);
        Assert.Equal(429, (await (await Robot.For(World, Ben)).Post($"/topics/{topic.Id}/replies", new { body = "Three" })).Status);
        Assert.Equal(303, (await ben.Post($"/posts/{reply.Id}", new { body = "Turn the lid to the right." })).Status);
        Assert.Equal(303, (await Reply(ben, await Given.Topic(by: Ada))).Status);
        for (var n = 0; n < 2; n++) Assert.Equal(303, (await Reply(As(Emil), topic, $"Word {n}")).Status);
        Assert.Contains("It does not slow your own people.", (await As(Emil).Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task Once_the_time_is_over_they_write_again_and_the_slow_mode_itself_ends()
    {
        var (space, topic) = await Slow(until: DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd"));
        var ben = As(Ben);
        await Reply(ben, topic);
        await World.Act(db => db.Set<SlowTurn>().Where(t => t.PlaceId == space.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Second, t => t.Second - 300)));

        Assert.Equal(303, (await Reply(ben, topic, "Again")).Status);
        Assert.Equal(429, (await Reply(ben, topic, "And again")).Status);
        await World.Act(async db => { await db.Spaces.Where(s => s.Id == space.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.SlowUntil, db.Clock.GetUtcNow().AddMinutes(-1))); await db.Save(new SpaceChanged(await db.Spaces.FirstAsync(s => s.Id == space.Id))); });
        await Settled();

        Assert.DoesNotContain("Slow mode", (await ben.Visit(topic.Path)).Text);
        Assert.Equal(303, (await Reply(ben, topic, "At last")).Status);
    }

    [Fact]
    public async Task Of_many_posts_at_the_same_moment_one_passes()
    {
        var (_, topic) = await Slow();
        var (ben, other) = (As(Ben), As(Ben));
        await Task.WhenAll(ben.Get("/"), other.Get("/"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Reply(n % 2 == 0 ? ben : other, topic, $"At once {n}")));

        Assert.Equal(1, answers.Count(a => a.Status == 303));
        Assert.All(answers.Where(a => a.Status != 303), a => Assert.Equal(429, a.Status));
        Assert.Equal(1, await World.Query(db => db.Posts.CountAsync(p => p.TopicId == topic.Id && p.AuthorId == Ben.Id)));
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_takes_no_turn()
    {
        var (_, topic) = await Slow();

        Assert.Equal(422, (await Reply(As(Ben), topic, " ")).Status);
        Assert.Equal(303, (await Reply(As(Ben), topic)).Status);
    }

    [Fact]
    public async Task Only_moderators_slow_a_space_down_and_only_as_the_list_says()
    {
        var space = await Given.Space();
        using var mona = As(Mona);
        async Task<Response> Say(object form) => await mona.Submit(await mona.Get($"/admin/spaces/{space.Slug}"), $"/admin/spaces/{space.Slug}", form);

        Assert.Equal(404, (await As(Ben).Post($"/admin/spaces/{space.Slug}", new { name = space.Name, slow = 60 })).Status);
        foreach (var bad in new[] { "7", "-1", "soon", "99999999999" }) Assert.Contains("Choose how slow it is here.", (await Say(new { slow = bad })).Text);
        Assert.Contains("Choose a day that is not over.", (await Say(new { slow = 60, slowuntil = "2020-01-01" })).Text);
        Assert.Contains("Write a day as 2026-03-31.", (await Say(new { slow = 60, slowuntil = "tomorrow" })).Text);
        Assert.Equal(0, await World.Query(db => db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Slow).FirstAsync()));
        Assert.Equal(60, (await (await Robot.For(World, Mona)).Patch($"/spaces/{space.Id}", new { slow = 60 })).Json.GetProperty("slow").GetInt32());
    }

    [Fact]
    public async Task A_heated_topic_is_slowed_alone_and_the_rest_of_its_space_goes_on()
    {
        var (topic, ben) = (await Given.Topic(by: Ada), As(Ben));
        var beside = await Given.Topic(by: Ada, space: topic.Space);
        using var mona = As(Mona);

        Assert.Equal(topic.Path, (await mona.Submit(await mona.Get((await mona.Visit(topic.Path)).All("a").Single(a => a.TextContent == "Slow mode").GetAttribute("href")!), $"/topics/{topic.Id}/slow", new { slow = 300 })).Location);

        Assert.Contains("300 s", (await As(Alma).Get("/admin/audit?act=topic.slowed")).Text);
        Assert.Contains("Slow mode: One post in 5 minutes.", (await ben.Visit(topic.Path)).Text);
        Assert.Equal(303, (await Reply(ben, topic)).Status);
        Assert.Equal((429, 303), ((await Reply(ben, topic, "And one more thing")).Status, (await Reply(ben, beside)).Status));
        Assert.Matches(@"You can write again (on \d+ \w+ \d{4} )?at \d\d:\d\d\.", (await ben.Visit(topic.Path)).Text);
        Assert.Equal(303, (await Reply(As(Cleo), topic)).Status);
        await mona.Submit(await mona.Get($"/topics/{topic.Id}/slow"), $"/topics/{topic.Id}/slow", new { slow = 0 });
        Assert.Equal(303, (await Reply(ben, topic, "And one more thing")).Status);
        Assert.DoesNotContain("Slow mode", (await ben.Visit(topic.Path)).Text);
    }

    [Fact]
    public async Task Where_a_topic_and_its_space_are_slow_the_slower_of_both_tells_when()
    {
        var (_, topic) = await Slow(60);
        Assert.Equal(3_600, (await (await Robot.For(World, Mona)).Put($"/topics/{topic.Id}/slow", new { slow = 3_600 })).Json.GetProperty("slow").GetInt32());
        var ben = As(Ben);
        Assert.Contains("Slow mode: One post in 1 hour.", (await ben.Visit(topic.Path)).Text);
        await Reply(ben, topic);

        Assert.InRange(int.Parse((await Reply(ben, topic, "Again")).Header("Retry-After")!), 3_000, 3_600);
        await World.Act(db => db.Set<SlowTurn>().Where(t => t.PlaceId == topic.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Second, t => t.Second - 3_600)));
        Assert.InRange(int.Parse((await Reply(ben, topic, "Again")).Header("Retry-After")!), 1, 60);
    }

    [Fact]
    public async Task Only_moderators_slow_a_topic_down_and_what_they_typed_comes_back()
    {
        var topic = await Given.Topic(by: Ada);
        using var mona = As(Mona);

        Assert.Equal((404, 422), ((await As(Ben).Get($"/topics/{topic.Id}/slow")).Status, (await As(Ben).Post($"/topics/{topic.Id}/slow", new { slow = 60 })).Status));
        var refused = await mona.Submit(await mona.Get($"/topics/{topic.Id}/slow"), $"/topics/{topic.Id}/slow", new { slow = 60, slowuntil = "2020-01-01" });
        Assert.Contains("Choose a day that is not over.", refused.Text);
        Assert.Equal(("60", "2020-01-01"), (refused.Find("[name=slow] option[selected]")!.GetAttribute("value"), refused.Find("[name=slowuntil]")!.GetAttribute("value")));
        Assert.Equal("slow", (await (await Robot.For(World, Mona)).Put($"/topics/{topic.Id}/slow", new { slow = 7 })).Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(0, await World.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Slow).FirstAsync()));
    }

    [Fact]
    public async Task A_slow_space_asks_the_database_as_often_as_another()
    {
        var ((_, slow), other) = (await Slow(), await Given.Topic(by: Ada));
        var ben = As(Ben);
        await Reply(ben, slow);
        await Reply(ben, other);
        await Settled();

        Assert.Equal(await ben.Cost(other.Path), await ben.Cost(slow.Path));
    }
}

public sealed class SlowModeTestsOnSqlite() : SlowModeTests(Engine.Sqlite);
public sealed class SlowModeTestsOnPostgres() : SlowModeTests(Engine.Postgres);
