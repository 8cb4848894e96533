using Rapport.Conversations;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class ReplyTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_closed_topic_takes_no_replies()
    {
        var topic = await Given.Topic(by: Ada, closed: true);

        var page = await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "Too late?" });

        Assert.Equal(422, page.Status);
        Assert.Contains("This topic is closed; start a new one.", page.Text);
    }

    [Fact]
    public async Task A_reply_leads_to_its_place_in_the_topic()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);

        var sent = await ben.Submit(await ben.Visit(topic.Path), "/replies", new { body = "Turn it **left**." });
        var page = await ben.Visit(sent.Location!);

        Assert.Equal((303, 200), (sent.Status, page.Status));
        Assert.Contains("Turn it left.", page.Text);
        Assert.Equal("left", page.Find(".post:not(.post-opening) .prose strong")!.TextContent);
        Assert.Contains("1 answer", page.Text);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_reply()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);
        var form = await ben.Visit(topic.Path);

        await ben.Submit(form, "/replies", new { body = "Only once, please." });
        var again = await ben.Submit(form, "/replies", new { body = "Only once, please." });
        var page = await ben.Visit(topic.Path);

        Assert.Equal(303, again.Status);
        Assert.Single(page.All(".post:not(.post-opening)"));
    }

    [Fact]
    public async Task Words_that_are_refused_come_back_in_the_form()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);

        var page = await ben.Submit(await ben.Visit(topic.Path), "/replies", new { body = new string('x', Post.Longest + 10) });

        Assert.Equal(422, page.Status);
        Assert.Contains("This takes up to 30,000 characters.", page.Text);
        Assert.Contains("xxxx", page.Find("textarea[name=body]")!.TextContent);
    }

    [Fact]
    public async Task Nobody_replies_to_what_they_cannot_see()
    {
        var topic = await Given.Topic(by: Ada, space: await Given.Space(null, Ada));

        Assert.Equal(404, (await As(Ben).Get(topic.Path)).Status);
        Assert.Equal(404, (await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "Hello?" })).Status);
        Assert.Equal(200, (await As(Ada).Get(topic.Path)).Status);
    }

    [Fact]
    public async Task Replies_at_the_same_moment_are_all_counted()
    {
        var topic = await Given.Topic(by: Ada);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => As(i % 2 == 0 ? Ben : Cleo).Post($"/topics/{topic.Id}/replies", new { body = $"Idea {i}" })));

        Assert.Contains("12 answers", (await Anyone().Get(topic.Path)).Text);
    }

    [Fact]
    public async Task A_preview_shows_the_words_and_posts_nothing()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);

        var page = await ben.Submit(await ben.Visit(topic.Path), "/replies", new { body = "Looks _good_?", preview = "1" });

        Assert.Equal("good", page.Find("#preview em")!.TextContent);
        Assert.Equal("Looks _good_?", page.Find("textarea[name=body]")!.TextContent.Trim());
        Assert.DoesNotContain("1 answer", page.Text);
    }

    [Fact]
    public async Task A_machine_replies_in_JSON()
    {
        var topic = await Given.Topic(by: Ada);

        var answer = await As(Ben).With("Accept", "application/json").PostJson($"/topics/{topic.Id}/replies", new { body = "From a script" });

        Assert.Equal(201, answer.Status);
        Assert.StartsWith("/posts/", answer.Location);
    }

    [Fact]
    public async Task Comments_stand_below_a_post_and_only_there()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);
        var comment = await Given.Comment(reply, Ada, "Which lid?");

        var deeper = await As(Cleo).Post($"/posts/{comment.Id}/comments", new { body = "Deeper" });
        var page = await As(Cleo).Visit($"/posts/{comment.Id}");

        Assert.Equal(422, deeper.Status);
        Assert.Equal("Which lid?", page.Find($"#p{reply.Id} .comments #p{comment.Id} .prose")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_first_comments_are_shown_and_all_of_them_on_request()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);
        Post last = reply;
        for (var i = 0; i < 8; i++) last = await Given.Comment(reply, Cleo, $"Remark {i}");

        Assert.Equal(5, (await Anyone().Get(topic.Path)).All(".comment").Count);
        Assert.Equal(8, (await Anyone().Visit($"/posts/{last.Id}")).All(".comment").Count);
    }
}

public sealed class ReplyTestsOnSqlite() : ReplyTests(Engine.Sqlite);
public sealed class ReplyTestsOnPostgres() : ReplyTests(Engine.Postgres);
