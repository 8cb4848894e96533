using Rapport.Conversations;
using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class SpaceTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_space_for_members_is_not_found_by_others()
    {
        var space = await Given.Space(Audience.Members);
        var topic = await Given.Topic(by: Ada, space: space);

        foreach (var path in new[] { space.Path, topic.Path, $"/posts/{topic.Id}", $"/topics/{topic.Id}/feed" }) Assert.Equal(404, (await Anyone().Get(path)).Status);
        Assert.Equal(200, (await As(Ben).Get(topic.Path)).Status);
        Assert.DoesNotContain(topic.Title, (await Anyone().Get("/topics")).Text);
        Assert.DoesNotContain(topic.Title, (await Anyone().Get("/topics/feed")).Body);
    }

    [Fact]
    public async Task A_topic_moved_to_a_narrower_space_is_hidden_at_once_and_keeps_its_address()
    {
        var topic = await Given.Topic(by: Ada);
        var inner = await Given.Space(null, Ada);
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);

        Assert.Equal(422, (await As(Ben).Post($"/topics/{topic.Id}/move", new { space = inner.Id })).Status);
        await As(Mona).Post($"/topics/{topic.Id}/move", new { space = inner.Id });

        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
        Assert.Equal(200, (await As(Ada).Get(topic.Path)).Status);
    }

    [Fact]
    public async Task A_wrong_slug_redirects_to_the_right_one()
    {
        var topic = await Given.Topic(by: Ada);

        var answer = await Anyone().Get($"/topics/{topic.Id}/something-else");

        Assert.Equal((301, topic.Path), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task An_address_from_before_an_import_leads_to_the_post()
    {
        var topic = await Given.Topic(by: Ada);
        var old = $"/questions/{Given.Fresh()}";
        await World.Query(async db => { db.Add(new OldAddress(old, topic.Id)); await db.Save(); return 0; });

        Assert.Equal((301, topic.Path), (await Anyone().Get(old) is var a ? (a.Status, a.Location!) : default));
        Assert.Equal(301, (await Anyone().Get($"{old}/an-old-title")).Status);
        Assert.Equal(404, (await Anyone().Get("/questions/none/of-these")).Status);
    }

    [Fact]
    public async Task Lists_show_what_waits_and_what_is_solved_page_by_page()
    {
        var space = await Given.Space();
        var solved = await Given.Topic(by: Ada, space: space);
        var answer = await Given.Reply(solved, Ben);
        await As(Ada).Post($"/posts/{answer.Id}/accept");
        for (var i = 0; i < 27; i++) await Given.Topic(by: Ada, space: space);

        Assert.Equal([solved.Title], (await Anyone().Get($"{space.Path}?show=solved")).All(".topic-row-title").Select(t => t.TextContent));
        var first = await Anyone().Get($"{space.Path}?show=unanswered");
        var second = await Anyone().Get(first.Find(".pages a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal([25, 2], [first.All(".topic-row").Count, second.All(".topic-row").Count]);
        Assert.Empty(first.All(".topic-row a").Select(a => a.GetAttribute("href")).Intersect(second.All(".topic-row-title a").Select(a => a.GetAttribute("href"))));
    }

    [Fact]
    public async Task A_moderator_opens_a_space_for_invited_members_and_invites_one()
    {
        var name = $"Testers {Given.Fresh()}";
        Assert.Equal(404, (await As(Ben).Post("/admin/spaces", new { name })).Status);
        var desk = (await As(Mona).Post("/admin/spaces", new { name, audience = "invited" })).Location!.Split('?')[0];
        var path = desk.Replace("/admin", "");

        Assert.Equal(404, (await As(Ben).Get(path)).Status);
        Assert.Equal(303, (await As(Mona).Submit(await As(Mona).Get(desk), "/guests", new { handle = "@" + Ben.Handle })).Status);
        Assert.Equal(200, (await As(Ben).Get(path)).Status);
    }

    [Fact]
    public async Task What_is_followed_can_be_seen_and_left()
    {
        var nia = await Given.Member();
        var topic = await Given.Topic(by: Ada);

        await As(nia).Post("/following", new { kind = "topic", id = topic.Id, on = "true" });
        await As(nia).Post("/following", new { kind = "topic", id = topic.Id, on = "true" });
        Assert.Contains(topic.Title, (await As(nia).Get("/following")).Text);
        await As(nia).Post("/following", new { kind = "topic", id = topic.Id, on = "false" });

        Assert.DoesNotContain(topic.Title, (await As(nia).Get("/following")).Text);
        Assert.Equal(404, (await As(nia).Post("/following", new { kind = "planet", id = 1, on = "true" })).Status);
    }

    [Fact]
    public async Task Only_moderators_close_pin_and_reopen()
    {
        var topic = await Given.Topic(by: Ada);

        Assert.Equal(422, (await As(Ada).Post($"/topics/{topic.Id}/close")).Status);
        await As(Mona).Post($"/topics/{topic.Id}/close", new { reason = "Asked before" });
        await As(Mona).Post($"/topics/{topic.Id}/pin");
        var page = await As(Ben).Visit(topic.Path);
        Assert.Contains("Asked before", page.Text);
        Assert.Contains("Pinned", page.Text);
        await As(Mona).Post($"/topics/{topic.Id}/reopen");
        await As(Mona).Post($"/topics/{topic.Id}/unpin");
        Assert.Equal(303, (await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = "Open again" })).Status);
    }
}

public sealed class SpaceTestsOnSqlite() : SpaceTests(Engine.Sqlite);
public sealed class SpaceTestsOnPostgres() : SpaceTests(Engine.Postgres);
