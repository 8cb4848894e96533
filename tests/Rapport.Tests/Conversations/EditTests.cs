using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class EditTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task An_edit_is_kept_with_what_it_changed()
    {
        var topic = await Given.Topic(by: Ada, body: "The old words stand.");
        var ada = As(Ada);

        await ada.Submit(await ada.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { title = topic.Title + " Really", body = "The new words stand.", reason = "Clearer", tags = "clear" });
        var page = await ada.Visit(topic.Path);
        var history = await Anyone().Get($"/posts/{topic.Id}/history");

        Assert.Contains("The new words stand.", page.Text);
        Assert.EndsWith("Really", page.Find("h1")!.TextContent);
        Assert.Equal("clear", page.Find(".tags .tag")!.TextContent);
        Assert.Equal(["old"], history.All("section > .diff del").Select(d => d.TextContent));
        Assert.Contains("Clearer", history.Text);
    }

    [Fact]
    public async Task Nobody_edits_or_removes_what_others_wrote_but_a_moderator_with_a_reason()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);

        Assert.Equal(404, (await As(Cleo).Get($"/posts/{reply.Id}/edit")).Status);
        Assert.Equal(422, (await As(Cleo).Post($"/posts/{reply.Id}", new { body = "Mine now" })).Status);
        Assert.Equal(422, (await As(Cleo).Post($"/posts/{reply.Id}/remove")).Status);
        Assert.Equal(422, (await As(Mona).Post($"/posts/{reply.Id}", new { body = "Tidied" })).Status);
        Assert.Equal(303, (await As(Mona).Post($"/posts/{reply.Id}", new { body = "Tidied", reason = "Spelling" })).Status);
    }

    [Fact]
    public async Task A_removed_reply_leaves_its_place_only_while_others_answered_below()
    {
        var topic = await Given.Topic(by: Ada);
        var (alone, talked) = (await Given.Reply(topic, Ben, "Alone"), await Given.Reply(topic, Ben, "Talked about"));
        var comment = await Given.Comment(talked, Cleo, "Thanks!");

        await As(Ben).Post($"/posts/{alone.Id}/remove");
        await As(Ben).Post($"/posts/{talked.Id}/remove");
        var page = await Anyone().Get(topic.Path);
        Assert.DoesNotContain("Alone", page.Text);
        Assert.DoesNotContain("Talked about", page.Text);
        Assert.Contains("This was removed", page.Find($"#p{talked.Id}")!.TextContent);
        Assert.Contains("Thanks!", page.Text);

        await As(Cleo).Post($"/posts/{comment.Id}/remove");
        Assert.Empty((await Anyone().Get(topic.Path)).All(".post:not(.post-opening)"));
    }

    [Fact]
    public async Task A_topic_nobody_answered_goes_whole()
    {
        var topic = await Given.Topic(by: Ada);

        await As(Ada).Post($"/posts/{topic.Id}/remove");

        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
        Assert.Equal(404, (await As(Ada).Post($"/topics/{topic.Id}/replies", new { body = "Hello?" })).Status);
    }

    [Fact]
    public async Task The_accepted_answer_removed_leaves_the_question_open()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);
        await As(Ada).Post($"/posts/{reply.Id}/accept");

        await As(Ben).Post($"/posts/{reply.Id}/remove");

        Assert.DoesNotContain("Solved", (await As(Ada).Visit(topic.Path)).Find(".page-head")!.TextContent);
    }
}

public sealed class EditTestsOnSqlite() : EditTests(Engine.Sqlite);
public sealed class EditTestsOnPostgres() : EditTests(Engine.Postgres);
