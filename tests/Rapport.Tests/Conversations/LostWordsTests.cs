using System.Net.Http.Json;
using Rapport.Conversations;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

/// Whatever is refused, what somebody wrote is still there: in its form, or to be copied.
public abstract class LostWordsTests(Engine engine) : InWorld(engine)
{
    const string Words = "Turn the lid to the left,\nthen wait for a minute.";

    static string[] ToCopy(Response page) => [.. page.All(".stray-words textarea[readonly]").Select(t => t.TextContent.Trim())];

    Visitor From(string page, Member member) => As(member).With("Referer", new Uri(World.Address, page).AbsoluteUri);

    [Fact]
    public async Task A_reply_to_a_topic_closed_meanwhile_stands_on_its_page_to_be_copied()
    {
        var topic = await Given.Topic(by: Ada);
        var form = await As(Ben).Visit(topic.Path);
        await As(Mona).Post($"/topics/{topic.Id}/close", new { reason = "Said enough" });

        var page = await From(topic.Path, Ben).Submit(form, "/replies", new { body = Words });
        var bare = await As(Ben).Submit(form, "/replies", new { body = Words });

        Assert.Equal((422, 422), (page.Status, bare.Status));
        Assert.Equal(topic.Title, page.Find("h1")!.TextContent);
        Assert.Contains("This topic is closed", page.Find(".error-summary")!.TextContent);
        foreach (var refused in new[] { page, bare }) Assert.Equal([Words], ToCopy(refused));
    }

    [Fact]
    public async Task What_was_written_for_something_that_is_gone_by_now_is_shown_to_be_copied()
    {
        var (topic, other) = (await Given.Topic(by: Ada), await Given.Topic(by: Ada));
        var answer = await Given.Reply(other, Cleo);
        var ben = As(Ben);
        var (reply, comment) = (await ben.Visit(topic.Path), await ben.Visit($"/posts/{answer.Id}/comment"));
        await As(Ada).Post($"/posts/{topic.Id}/remove");
        await As(Cleo).Post($"/posts/{answer.Id}/remove");

        foreach (var lost in new[] { await ben.Submit(reply, "/replies", new { body = Words }), await ben.Submit(comment, "/comments", new { body = Words }) })
        {
            Assert.InRange(lost.Status, 400, 499);
            Assert.Equal([Words], ToCopy(lost));
        }
        var vote = await ben.Post($"/posts/{topic.Id}/vote", new { value = "1" });
        Assert.Equal(404, vote.Status);
        Assert.Empty(ToCopy(vote));
    }

    [Fact]
    public async Task A_draft_of_somebody_signed_out_is_not_called_saved()
    {
        var answer = await Anyone().Send(HttpMethod.Put, "/drafts/ask", JsonContent.Create(new { body = Words }));

        Assert.Equal((401, null), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task What_may_be_posted_may_be_kept_as_a_draft_and_is_shown_whole()
    {
        var writer = await Given.Member();
        foreach (var letters in new[] { "ش", "<\"'&+>", "😀" })
        {
            var body = string.Concat(Enumerable.Repeat(letters, 29_500 / letters.Length));
            Assert.Equal(204, (await As(writer).Send(HttpMethod.Put, "/drafts/ask", JsonContent.Create(new { title = "Half a thought", body }))).Status);
            Assert.Equal(body, (await As(writer).Get("/drafts")).Find("textarea[readonly]")!.TextContent.Trim());
            Assert.Equal(body, (await As(writer).Visit("/ask?draft=true")).Find("textarea[name=body]")!.TextContent.Trim());
        }
        Assert.Equal(422, (await As(writer).Send(HttpMethod.Put, "/drafts/ask", JsonContent.Create(new { body = new string('x', 100_001) }))).Status);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_leaves_the_words_in_the_form()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);

        var page = await ben.Submit(await ben.Visit(topic.Path), "/replies", new { body = Words, picture = ("lid.jpg", new byte[13 << 20]) });

        Assert.Equal(422, page.Status);
        Assert.Contains("This file is too large", page.Text);
        Assert.Equal(Words, page.Find("textarea[name=body]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Who_writes_too_fast_is_told_when_to_come_again_and_keeps_the_words()
    {
        await using var world = await World.Start(Engine, null, "--limits", "0.05");
        var topic = await world.Given.Topic(world.Cast.Ada);
        var ben = world.Visit(world.Cast.Ben);
        for (var n = 0; n < 2; n++) await ben.Post($"/topics/{topic.Id}/replies", new { body = $"Reply {n}" });

        var page = await ben.Submit(await ben.Visit(topic.Path), "/replies", new { body = Words });
        var bare = await ben.Post($"/topics/{topic.Id}/replies", new { body = Words });

        Assert.Equal((429, "60", 429, "60"), (page.Status, page.Header("Retry-After"), bare.Status, bare.Header("Retry-After")));
        Assert.Equal(Words, page.Find("textarea[name=body]")!.TextContent.Trim());
        Assert.Equal([Words], ToCopy(bare));
    }

    [Fact]
    public async Task Other_words_in_a_form_that_was_sent_before_are_not_swallowed()
    {
        var topic = await Given.Topic(by: Ada);
        var ben = As(Ben);
        var form = await ben.Visit(topic.Path);
        await ben.Submit(form, "/replies", new { body = "The first of them." });

        var page = await ben.Submit(form, "/replies", new { body = Words });
        var sent = await ben.Submit(page, "/replies");

        Assert.Equal((422, 303), (page.Status, sent.Status));
        Assert.Contains("with something else in it", page.Text);
        Assert.Equal(2, await World.Query(db => db.Posts.CountAsync(p => p.TopicId == topic.Id && p.Kind == PostKind.Reply)));
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_what_the_first_wrote_before_it_is_replaced()
    {
        var topic = await Given.Topic(by: Ada, body: "It drips since Tuesday.");
        var (ada, mona) = (As(Ada), As(Mona));
        var (hers, other) = (await ada.Get($"/posts/{topic.Id}/edit"), await mona.Get($"/posts/{topic.Id}/edit"));
        Assert.Equal(303, (await mona.Submit(other, $"/posts/{topic.Id}", new { body = "It drips since Tuesday noon.", reason = "Clearer" })).Status);

        var refused = await ada.Submit(hers, $"/posts/{topic.Id}", new { body = "It drips since Monday." });

        Assert.Equal(422, refused.Status);
        Assert.Contains("Somebody changed this while you were writing.", refused.Text);
        Assert.Equal(("It drips since Monday.", "It drips since Tuesday noon."), (refused.Find("textarea[name=body]")!.TextContent.Trim(), refused.Find("textarea[readonly]")!.TextContent.Trim()));
        Assert.Contains("It drips since Tuesday noon.", (await Anyone().Get(topic.Path)).Text);
        Assert.Equal(303, (await ada.Submit(refused, $"/posts/{topic.Id}", new { body = "It drips since Monday noon." })).Status);
        Assert.Contains("It drips since Monday noon.", (await Anyone().Get(topic.Path)).Text);
    }

    [Fact]
    public async Task Saving_what_it_says_already_is_no_edit()
    {
        var topic = await Given.Topic(by: Ada, body: "It drips since Tuesday.\n\nEvery day.");
        var ada = As(Ada);

        Assert.Equal(303, (await ada.Submit(await ada.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}")).Status);
        Assert.Equal(0, await World.Query(db => db.Revisions.CountAsync(r => r.PostId == topic.Id)));
        await ada.Submit(await ada.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { tags = "drip" });
        Assert.Equal(0, await World.Query(db => db.Revisions.CountAsync(r => r.PostId == topic.Id)));
        Assert.Contains("drip", (await ada.Visit(topic.Path)).Find(".tags")!.TextContent);
        await ada.Submit(await ada.Get($"/posts/{topic.Id}/edit"), $"/posts/{topic.Id}", new { title = topic.Title + " Really" });
        Assert.Equal(1, await World.Query(db => db.Revisions.CountAsync(r => r.PostId == topic.Id)));
    }

    [Theory]
    [InlineData("\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"), InlineData("\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164"), InlineData("a\u2060\u2800\u200D\u115F\uFE0F\u00AD\u200Bb"), InlineData("\u200E \u200F \u200E \u200F \u200E")]
    public async Task A_title_that_cannot_be_seen_is_no_title(string title)
    {
        var (space, ada) = (await Given.Space(), As(Ada));

        var page = await ada.Submit(await ada.Visit("/ask"), "/ask", new { title, body = Words, space = space.Id });

        Assert.Equal(422, page.Status);
        Assert.Contains("A title takes at least 8 characters", page.Text);
        Assert.Equal(Words, page.Find("textarea[name=body]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Words_that_cannot_be_seen_are_no_words()
    {
        var topic = await Given.Topic(by: Ada);

        foreach (var body in new[] { "\u200B", "\u200D\u200D", "\u3164", "\u2800 \u2800\n\u00AD" })
            foreach (var path in new[] { $"/topics/{topic.Id}/replies", $"/posts/{topic.Id}/comments" })
            {
                var page = await As(Ben).Post(path, new { body });
                Assert.Equal(422, page.Status);
                Assert.Contains("Write something first.", page.Text);
            }
        Assert.Equal(303, (await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "👍" })).Status);
        Assert.Equal(303, (await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "می‌خواهم \u200Fشکرًا" })).Status);
    }
}

public sealed class LostWordsTestsOnSqlite() : LostWordsTests(Engine.Sqlite);
public sealed class LostWordsTestsOnPostgres() : LostWordsTests(Engine.Postgres);
