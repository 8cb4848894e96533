using Rapport.Conversations;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class AnswerTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task Answers_stand_accepted_first_then_by_score_then_peers_before_employees_then_older_first()
    {
        var topic = await Given.Topic(by: Ada);
        var employee = await Given.Reply(topic, Emil, "From the brand");
        var older = await Given.Reply(topic, Ben, "Older peer");
        var younger = await Given.Reply(topic, Cleo, "Younger peer");
        var liked = await Given.Reply(topic, Ben, "Liked");
        var accepted = await Given.Reply(topic, Emil, "Accepted");
        await As(Cleo).Post($"/posts/{liked.Id}/vote", new { value = 1 });
        await As(Ada).Post($"/posts/{accepted.Id}/accept");

        var page = await As(Ben).Visit(topic.Path);

        Assert.Equal([$"p{accepted.Id}", $"p{liked.Id}", $"p{older.Id}", $"p{younger.Id}", $"p{employee.Id}"], page.All(".post:not(.post-opening)").Select(p => p.Id!));
    }

    [Fact]
    public async Task What_many_read_alike_keeps_nothing_of_one_of_them()
    {
        var topic = await Given.Topic(by: Ada);
        var answer = await Given.Reply(topic, Ben);
        await Given.Reply(topic, Emil);
        var other = await Given.Member("Dora", Role.Member);
        await As(Cleo).Post($"/posts/{answer.Id}/vote", new { value = 1 });

        // Cleo's page first, so that whatever could be kept is kept from hers; then others' pages, and hers again.
        var (cleo, dora, again, ben, mona, nobody) = (await As(Cleo).Visit(topic.Path), await As(other).Visit(topic.Path), await As(Cleo).Visit(topic.Path + "?from=elsewhere"), await As(Ben).Visit(topic.Path), await As(Mona).Visit(topic.Path), await Anyone().Get(topic.Path));

        var keys = new[] { cleo, dora, again, ben, mona }.SelectMany(page => page.All("input[name=act]")).Select(key => key.GetAttribute("value")!).ToList();
        Assert.True(keys.Count > 15);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[0-9A-F]{24}$", key));
        Assert.All(again.All(".post input[name=from]"), sender => Assert.EndsWith("?from=elsewhere", sender.GetAttribute("value")));
        Assert.Equal(["true", "false", "true", null, "false"], new[] { cleo, dora, again, ben, nobody }.Select(page => page.Find($"#p{answer.Id} button[aria-label='Vote up']")?.GetAttribute("aria-pressed")));
        Assert.Equal([false, false, true, true, false], new[] { cleo, dora, ben, mona, nobody }.Select(page => page.Find($"#p{answer.Id} a[href$='/edit']") is not null));
    }

    [Fact]
    public async Task Only_who_asked_accepts_an_answer_and_may_take_it_back()
    {
        var topic = await Given.Topic(by: Ada);
        var first = await Given.Reply(topic, Ben);
        var second = await Given.Reply(topic, Cleo);

        Assert.Equal(422, (await As(Ben).Post($"/posts/{first.Id}/accept")).Status);
        await As(Ada).Post($"/posts/{first.Id}/accept");
        await As(Ada).Post($"/posts/{second.Id}/accept");
        var page = await As(Ada).Visit(topic.Path);
        Assert.Equal($"p{second.Id}", page.All(".post-accepted").Single().Id);

        await As(Ada).Post($"/posts/{second.Id}/unaccept");
        Assert.Empty((await As(Ada).Visit(topic.Path)).All(".post-accepted"));
    }

    [Fact]
    public async Task An_official_answer_is_labelled_and_lifted_by_nothing()
    {
        var topic = await Given.Topic(by: Ada);
        var peer = await Given.Reply(topic, Ben);
        var official = await Given.Reply(topic, Emil);

        Assert.Equal(422, (await As(Emil).Post($"/posts/{peer.Id}/official", new { official = true })).Status);
        await As(Emil).Post($"/posts/{official.Id}/official", new { official = true });

        var posts = (await Anyone().Get(topic.Path)).All(".post:not(.post-opening)");
        Assert.Equal([$"p{peer.Id}", $"p{official.Id}"], posts.Select(p => p.Id!));
        Assert.Contains("Official answer", posts[1].TextContent);
        Assert.Contains("Employee", posts[1].TextContent);
    }

    [Fact]
    public async Task A_member_has_one_vote_a_post_and_none_on_their_own()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);
        async Task<string> Score() => (await As(Ben).Visit(topic.Path)).Find($"#vote-{reply.Id} output")!.TextContent;

        Assert.Equal(422, (await As(Ben).Post($"/posts/{reply.Id}/vote", new { value = 1 })).Status);
        await As(Cleo).Post($"/posts/{reply.Id}/vote", new { value = 1 });
        await As(Cleo).Post($"/posts/{reply.Id}/vote", new { value = 1 });
        Assert.Equal("1", await Score());
        await As(Cleo).Post($"/posts/{reply.Id}/vote", new { value = -1 });
        Assert.Equal("-1", await Score());
        await As(Cleo).Post($"/posts/{reply.Id}/vote", new { value = 0 });
        Assert.Equal("0", await Score());
        Assert.Equal(422, (await As(Cleo).Post($"/posts/{reply.Id}/vote", new { value = 2 })).Status);
    }

    [Fact]
    public async Task Votes_from_many_windows_at_once_count_once()
    {
        var topic = await Given.Topic(by: Ada);
        var cleo = Enumerable.Range(0, 6).Select(_ => As(Cleo)).ToList();

        var answers = await Task.WhenAll(cleo.Select(c => c.Post($"/posts/{topic.Id}/vote", new { value = 1 })));

        Assert.All(answers, a => Assert.True(a.Status is 303 or 409, $"{a.Status}"));
        Assert.Equal("1", (await As(Ben).Visit(topic.Path)).Find($"#vote-{topic.Id} output")!.TextContent);
    }

    [Fact]
    public async Task Only_questions_and_answers_are_voted_down()
    {
        var story = await Given.Topic(by: Ada, kind: TopicKind.Story);

        Assert.Equal(422, (await As(Ben).Post($"/posts/{story.Id}/vote", new { value = -1 })).Status);
        Assert.Equal(303, (await As(Ben).Post($"/posts/{story.Id}/vote", new { value = 1 })).Status);
    }

    [Fact]
    public async Task A_vote_in_place_answers_with_the_box_alone()
    {
        var topic = await Given.Topic(by: Ada);

        var box = await As(Ben).With("Rapport-Swap", $"vote-{topic.Id}").Post($"/posts/{topic.Id}/vote", new { value = 1 });

        Assert.Contains($"id=\"vote-{topic.Id}\"", box.Body);
        Assert.Contains(">1</output>", box.Body);
    }
}

public sealed class AnswerTestsOnSqlite() : AnswerTests(Engine.Sqlite);
public sealed class AnswerTestsOnPostgres() : AnswerTests(Engine.Postgres);
