using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Members;
using Rapport.Tests.Kernel;

namespace Rapport.Tests.Conversations;

/// What hangs on words that somebody may not see is not seen either: tags, pictures, names.
public abstract class HiddenTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_tag_is_seen_and_counted_only_as_far_as_the_topics_that_carry_it()
    {
        var (secret, shared) = ($"secret{Given.Fresh()}", $"shared{Given.Fresh()}");
        var inner = await Given.Space(null, Ben);
        var topic = await Given.Topic(by: Ben, space: inner, tags: [secret, shared]);
        var open = await Given.Topic(by: Ada);
        Assert.Equal(303, (await As(Ada).Submit(await As(Ada).Get($"/posts/{open.Id}/edit"), $"/posts/{open.Id}", new { title = open.Title, body = "It drips.", tags = shared })).Status);
        await Settled();
        var id = await World.Query(db => db.Set<Tag>().Where(t => t.Name == secret).Select(t => t.Id).FirstAsync());

        foreach (var (who, member, sees) in new[] { (Anyone(), (Member?)null, false), (As(Cleo), Cleo, false), (As(Ben), Ben, true), (As(Mona), Mona, true) })
        {
            var status = sees ? 200 : 404;
            Assert.Equal(sees, (await who.Get($"/tags?q={secret}")).Find($".rows a[href='/tags/{secret}']") is not null);
            Assert.Equal(status, (await who.Get($"/tags/{secret}")).Status);
            Assert.Equal(sees ? 301 : 404, (await who.Get($"/tags/{id}")).Status);
            Assert.Equal(404, (await who.Get($"/tags/{secret}/feed")).Status);
            Assert.Contains(sees ? "2 topics" : "1 topic", (await who.Get($"/tags?q={shared}")).Text);
            Assert.Equal(200, (await who.Get($"/tags/{shared}")).Status);
            Assert.Equal(200, (await who.Get($"/tags/{shared}/feed")).Status);
            if (member is null) continue;
            Assert.Equal(sees ? 303 : 404, (await who.Post("/following", new { kind = "tag", id, on = "true" })).Status);
            var robot = await Robot.For(World, member);
            Assert.Equal(status, (await robot.Get($"/tags/{secret}")).Status);
            Assert.Equal(sees ? 1 : 0, (await robot.Get($"/tags?q={secret}")).Json.GetProperty("items").GetArrayLength());
            Assert.Equal(sees ? 2 : 1, (await robot.Get($"/tags/{shared}")).Json.GetProperty("topics").GetInt32());
            Assert.Equal(sees ? 2 : 1, (await robot.Get($"/tags?q={shared}")).Json.GetProperty("items")[0].GetProperty("topics").GetInt32());
        }
        Assert.Equal(404, (await Anyone().Get($"/tags/{secret}?after={topic.Id + 1}")).Status);
    }

    [Fact]
    public async Task A_new_tag_waits_with_the_topic_that_waits()
    {
        var (nia, tag) = (await Given.Newcomer(), $"waits{Given.Fresh()}");
        await As(nia).Post("/ask", new { kind = "question", space = (await Given.Space()).Id, title = "Why does it hum at night?", body = "It hums.", tags = tag });
        await Settled();

        Assert.True(await World.Query(db => db.Set<Tag>().AnyAsync(t => t.Name == tag)));
        Assert.Equal(404, (await Anyone().Get($"/tags/{tag}")).Status);
        Assert.Equal(404, (await As(Cleo).Get($"/tags/{tag}")).Status);
    }

    async Task<(string Path, string Markdown)> Kept(Member by)
    {
        var sent = await As(by).Send(HttpMethod.Post, "/files", new MultipartFormDataContent { { new ByteArrayContent(FileWorld.Drawing(90, 40 + Random.Shared.Next(300), ".png")), "file", "kettle.png" } });
        Assert.Equal(201, sent.Status);
        return (FileAddress.Read(sent.Json.GetProperty("url").GetString()!)!.Path, sent.Json.GetProperty("markdown").GetString()!);
    }

    [Fact]
    public async Task A_picture_is_hidden_with_the_words_that_show_it_and_comes_back_with_them()
    {
        var nia = await Given.Member();
        var (path, markdown) = await Kept(nia);
        var topic = await Given.Topic(by: Ada);
        await As(nia).Post($"/topics/{topic.Id}/replies", new { body = $"Look:\n\n{markdown}" });
        var reply = await World.Query(db => db.Posts.Where(p => p.AuthorId == nia.Id).Select(p => p.Id).SingleAsync());
        async Task Sees(int anyone, int author) => Assert.Equal((anyone, anyone, author, 200), ((await Anyone().Get(path)).Status, (await As(Ben).Get(path)).Status, (await As(nia).Get(path)).Status, (await As(Mona).Get(path)).Status));

        await Sees(200, 200);
        var shown = await Anyone().Get(path);
        Assert.Equal(["max-age=3600", "private"], shown.Header("Cache-Control")!.Split(", ").Order());
        Assert.Equal(304, (await Anyone().With("If-None-Match", shown.Header("ETag")!).Get(path)).Status);

        Assert.Equal(303, (await As(Mona).Post($"/posts/{reply}/remove", new { ground = "spam", reason = "Rude" })).Status);
        await Sees(404, 200);
        Assert.Equal(404, (await Anyone().With("If-None-Match", shown.Header("ETag")!).Get(path)).Status);
        Assert.Equal(303, (await As(Mona).Post($"/posts/{reply}/restore", new { reason = "Not so rude" })).Status);
        await Sees(200, 200);
        Assert.Equal(303, (await As(nia).Post($"/posts/{reply}/remove")).Status);
        await Sees(404, 200);
    }

    [Fact]
    public async Task A_picture_of_a_topic_that_waits_is_seen_by_whoever_asked_and_moderators_alone()
    {
        var nia = await Given.Newcomer();
        var (path, markdown) = await Kept(nia);
        await Given.HeldTopic(nia, $"Why does it hum, number {Given.Fresh()}?", markdown);

        Assert.Equal((404, 404, 200, 200), ((await Anyone().Get(path)).Status, (await As(Ben).Get(path)).Status, (await As(nia).Get(path)).Status, (await As(Mona).Get(path)).Status));
    }

    [Fact]
    public async Task Whoever_never_confirmed_has_no_page_of_words_and_no_followers()
    {
        var nia = await Given.Account(confirmed: false);

        foreach (var path in new[] { $"/members/{nia.Id}", $"/members/{nia.Id}/posts" }) Assert.Equal(404, (await As(Ben).Visit(path)).Status);
        Assert.Equal(404, (await As(Ben).Post("/following", new { kind = "member", id = nia.Id, on = "true" })).Status);
        Assert.Equal(404, (await (await Robot.For(World, Ben)).Get($"/members/{nia.Id}/posts")).Status);
        Assert.Equal(200, (await As(nia).Visit($"/members/{nia.Id}/posts")).Status);
    }

    [Fact]
    public async Task Whoever_leaves_is_not_named_any_more_where_somebody_quoted_them()
    {
        var nia = await Given.Account($"Quilla{Given.Fresh()}");
        var (elsewhere, topic) = (await Given.Reply(await Given.Topic(by: Ada), nia), await Given.Topic(by: Ada));
        await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = $"> [#{elsewhere.Id}]\n> Turn the lid.\n\nRight." });
        await Settled();
        foreach (var who in new[] { Anyone(), As(Cleo) }) Assert.Contains(nia.Name, (await who.Visit(topic.Path)).Body);

        using var visitor = As(nia);
        await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = nia.Handle, currentPassword = Given.Password });
        await Settled();

        foreach (var who in new[] { Anyone(), As(Cleo) }) Assert.DoesNotContain(nia.Name, (await who.Visit(topic.Path)).Body);
    }
}

public sealed class HiddenTestsOnSqlite() : HiddenTests(Engine.Sqlite);

public sealed class HiddenTestsOnPostgres() : HiddenTests(Engine.Postgres);
