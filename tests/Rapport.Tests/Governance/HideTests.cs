using Rapport.Conversations;
using Rapport.Governance;

namespace Rapport.Tests.Governance;

/// What a moderator hides and brings back.
public abstract class HideTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task What_is_hidden_is_found_nowhere_and_restoring_brings_back_all()
    {
        var (space, word) = (await Given.Space(), $"Fistel{Given.Fresh()}");
        var topic = await Given.Topic(by: Ada, title: $"Why the {word} at noon?", space: space, tags: [$"tag{word.ToLowerInvariant()}"]);
        var answer = await Given.Said(topic, Ben, $"Because of the {word}answer.");
        await As(Ada).Post($"/posts/{answer.Id}/accept");
        await As(Cleo).Post($"/posts/{answer.Id}/vote", new { value = 1 });
        await Settled();
        Assert.Contains(word, (await Anyone().Get($"/search?q={word}answer")).Text);

        Assert.Equal(303, (await Given.Hidden(answer.Id, Mona, "It is not true.")).Status);
        await Settled();
        foreach (var visitor in new[] { Anyone(), As(Cleo), As(Emil) })
        {
            foreach (var path in new[] { topic.Path, $"/topics/{topic.Id}/feed", space.Path, $"/search?q={word}", $"/members/{Ben.Id}", $"/members/{Ben.Id}/posts", "/notices", $"{topic.Path}?quote={answer.Id}" }) Assert.DoesNotContain($"{word}answer.", (await visitor.Visit(path)).Body);
            foreach (var path in new[] { $"/posts/{answer.Id}", $"/posts/{answer.Id}/history", $"/posts/{answer.Id}/comment", $"/report/post/{answer.Id}" }) Assert.NotEqual(200, (await visitor.Get(path)).Status);
        }
        var page = await Anyone().Get(topic.Path);
        // Related topics beside it may be solved.
        Assert.Null(page.Find(".label-good"));
        Assert.DoesNotContain("acceptedAnswer", page.Body);
        Assert.Contains("It is not true.", (await As(Ben).Visit(topic.Path)).Text);
        Assert.Contains($"{word}answer.", (await As(Mona).Visit(topic.Path)).Text);
        Assert.Equal(0, await World.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync()));

        using var mona = As(Mona);
        await mona.Submit(await mona.Visit(topic.Path), $"/posts/{answer.Id}/restore");
        await Settled();
        page = await Anyone().Get(topic.Path);
        Assert.Contains("Solved", page.Text);
        Assert.Contains("acceptedAnswer", page.Body);
        Assert.Contains(word, (await Anyone().Get($"/search?q={word}answer")).Text);
        var (replies, score, accepted) = await World.Query(async db => (await db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync(), await db.Posts.Where(p => p.Id == answer.Id).Select(p => p.Score).FirstAsync(), await db.Topics.Where(t => t.Id == topic.Id).Select(t => t.AcceptedId).FirstAsync()));
        Assert.Equal((1, 1, answer.Id), (replies, score, accepted));
        Assert.Contains("A moderator restored what you wrote", (await As(Ben).Get("/notices")).Text);
    }

    [Fact]
    public async Task A_hidden_opening_takes_the_whole_topic_along_and_brings_it_back()
    {
        var space = await Given.Space();
        var topic = await Given.Topic(by: Ada, space: space, title: $"A title that says it all {Given.Fresh()}", tags: [$"all{Given.Fresh()}"]);
        var reply = await Given.Reply(topic, Ben);
        var comment = await Given.Comment(reply, Cleo);

        await Given.Hidden(topic.Id, Mona);

        foreach (var path in new[] { topic.Path, $"/posts/{reply.Id}", $"/posts/{comment.Id}" }) Assert.Equal(404, (await As(Ben).Get(path)).Status);
        Assert.DoesNotContain(topic.Title, (await Anyone().Get(space.Path)).Text);
        Assert.Contains("It sells something.", (await As(Ada).Visit(topic.Path)).Text);
        Assert.Contains("Turn the lid", (await As(Ada).Visit(topic.Path)).Text);
        Assert.Equal(404, (await As(Ada).Post($"/topics/{topic.Id}/replies", new { body = "Still here?" })).Status);

        Assert.Equal(303, (await As(Mona).Post($"/posts/{topic.Id}/restore")).Status);
        Assert.Equal(200, (await As(Ben).Visit($"/posts/{comment.Id}")).Status);
        Assert.Contains(topic.Title, (await Anyone().Get(space.Path)).Text);
        Assert.Equal(1, await World.Query(db => db.Spaces.Where(s => s.Id == space.Id).Select(s => s.Topics).FirstAsync()));
    }

    [Fact]
    public async Task Where_others_commented_below_the_place_stays_and_says_nothing_of_the_words()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "Words to be hidden");
        await Given.Comment(reply, Cleo, "I disagree");

        await Given.Hidden(reply.Id, Mona);
        var page = await Anyone().Get(topic.Path);
        Assert.DoesNotContain("Words to be hidden", page.Body);
        Assert.Contains("I disagree", page.Text);
        Assert.Contains("Words to be hidden", (await As(Ben).Visit(topic.Path)).Text);
        Assert.Contains("I disagree", (await As(Ben).Visit(topic.Path)).Text);

        await As(Mona).Post($"/posts/{reply.Id}/restore");
        Assert.Contains("Words to be hidden", (await Anyone().Get(topic.Path)).Text);
    }

    [Fact]
    public async Task The_author_of_what_was_hidden_changes_it_and_it_is_looked_at_again()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "You fool.");
        await Given.Hidden(reply.Id, Mona, "This attacks a person.");
        var ben = As(Ben);

        Assert.Equal(422, (await ben.Post($"/posts/{reply.Id}/restore")).Status);
        await ben.Submit(await ben.Get($"/posts/{reply.Id}/edit"), $"/posts/{reply.Id}", new { body = "I think otherwise." });
        Assert.Contains("It was changed since and waits for a moderator.", (await ben.Visit(topic.Path)).Text);
        Assert.DoesNotContain("I think otherwise.", (await Anyone().Get(topic.Path)).Text);

        using var mona = As(Mona);
        var about = (await Given.OpenCase(reply.Id))!;
        Assert.Equal(303, (await mona.Post($"/admin/cases/{about.Id}", new { verdict = "restore" })).Status);
        Assert.Contains("I think otherwise.", (await Anyone().Get(topic.Path)).Text);
        Assert.DoesNotContain("You fool.", (await Anyone().Get($"/posts/{reply.Id}/history")).Body);
    }

    [Fact]
    public async Task Who_removed_their_own_words_brings_them_back()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben, "Said too soon");
        var comment = await Given.Comment(reply, Cleo, "Below it");
        await As(Ada).Post($"/posts/{reply.Id}/accept");
        var ben = As(Ben);

        await ben.Post($"/posts/{reply.Id}/remove");
        await As(Cleo).Post($"/posts/{comment.Id}/remove");
        Assert.Empty((await Anyone().Get(topic.Path)).All(".post:not(.post-opening)"));
        Assert.Equal(404, (await As(Cleo).Post($"/posts/{reply.Id}/restore")).Status);

        await As(Cleo).Post($"/posts/{comment.Id}/restore");
        Assert.Contains("Below it", (await Anyone().Get(topic.Path)).Text);
        await ben.Submit(await ben.Visit(topic.Path), $"/posts/{reply.Id}/restore");

        var page = await Anyone().Get(topic.Path);
        Assert.Contains("Said too soon", page.Text);
        Assert.Contains("Solved", page.Text);
        Assert.Equal((1, 1), await World.Query(async db => (await db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync(), await db.Posts.Where(p => p.Id == reply.Id).Select(p => p.Comments).FirstAsync())));
        Assert.Equal(422, (await ben.Post($"/posts/{reply.Id}/restore")).Status);
    }

    [Fact]
    public async Task Another_answer_accepted_meanwhile_stays_the_accepted_one()
    {
        var topic = await Given.Topic(by: Ada);
        var (one, two) = (await Given.Reply(topic, Ben), await Given.Reply(topic, Cleo));
        await As(Ada).Post($"/posts/{one.Id}/accept");
        await Given.Hidden(one.Id, Mona);
        await As(Ada).Post($"/posts/{two.Id}/accept");

        await As(Mona).Post($"/posts/{one.Id}/restore");

        Assert.Equal(two.Id, await World.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.AcceptedId).FirstAsync()));
        Assert.Equal(1, await World.Query(db => db.Posts.CountAsync(p => p.TopicId == topic.Id && p.Accepted)));
    }

    [Fact]
    public async Task Only_moderators_hide_never_their_own_and_always_with_a_reason_of_some_length()
    {
        var topic = await Given.Topic(by: Mona);
        var reply = await Given.Reply(topic, Ben);

        Assert.Equal(422, (await As(Cleo).Post($"/posts/{reply.Id}/remove", new { reason = "I do not like it" })).Status);
        Assert.Equal(422, (await As(Ada).Post($"/posts/{reply.Id}/restore")).Status);
        Assert.Equal(422, (await As(Mona).Post($"/posts/{reply.Id}/remove", new { })).Status);
        var long100 = await As(Mona).Post($"/posts/{reply.Id}/remove", new { ground = "spam", reason = new string('x', 100_000) });
        Assert.Equal(422, long100.Status);
        Assert.Contains("A reason takes up to 500 characters.", long100.Text);
        Assert.Equal(404, (await As(Mona).Post("/posts/9007199254740991/remove", new { ground = "spam", reason = "No such thing" })).Status);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);

        // Their own they may remove, as anybody may; what others decide about it they do not undo.
        await As(Alma).Post($"/posts/{topic.Id}/remove", new { ground = "spam", reason = "Not here, Mona." });
        var refused = await As(Mona).Post($"/posts/{topic.Id}/restore");
        Assert.Equal(422, refused.Status);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
    }

    [Fact]
    public async Task Hidden_twice_is_hidden_once()
    {
        var topic = await Given.Topic(by: Ada);
        var reply = await Given.Reply(topic, Ben);

        Assert.Equal(303, (await Given.Hidden(reply.Id, Mona)).Status);
        var second = await Given.Hidden(reply.Id, Alma, "Me too");

        Assert.Equal(422, second.Status);
        Assert.Contains("This is hidden already.", second.Text);
        Assert.Equal(0, await World.Query(db => db.Topics.Where(t => t.Id == topic.Id).Select(t => t.Replies).FirstAsync()));
    }
}

public sealed class HideTestsOnSqlite() : HideTests(Engine.Sqlite);
public sealed class HideTestsOnPostgres() : HideTests(Engine.Postgres);
