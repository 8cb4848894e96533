using System.Text.Json;
using Rapport.Conversations;
using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// Everything that is said and done in conversations, done by programs.
public abstract class ConversationApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static long Id(Response made)
    {
        Assert.Equal(201, made.Status);
        return made.Json.GetProperty("id").GetInt64();
    }

    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;

    [Fact]
    public async Task A_question_is_asked_answered_voted_on_accepted_and_marked()
    {
        var (space, asker, helper, employee) = (await Given.Space(), await RobotOf(Ada), await RobotOf(Ben), await RobotOf(Emil));
        var topic = Id(await asker.Post("/topics", new { space = space.Id, title = "How do I stop the drip?", body = "It drips." }));

        var answer = Id(await helper.Post($"/topics/{topic}/replies", new { body = $"Turn it, @{Ada.Handle}." }));
        var official = Id(await employee.Post($"/topics/{topic}/replies", new { body = "Send it in." }));
        var comment = Id(await asker.Post($"/posts/{answer}/comments", new { body = "Which way?" }));
        Assert.Equal(1, (await asker.Put($"/posts/{answer}/vote", new { value = 1 })).Json.GetProperty("myVote").GetInt32());
        Assert.True((await asker.Put($"/posts/{answer}/acceptance")).Json.GetProperty("accepted").GetBoolean());
        Assert.True((await employee.Put($"/posts/{official}/official")).Json.GetProperty("official").GetBoolean());

        var read = await helper.Get($"/topics/{topic}");
        Assert.Equal((answer, 2), (read.Json.GetProperty("accepted").GetInt64(), read.Json.GetProperty("replies").GetInt32()));
        var replies = (await helper.Get($"/topics/{topic}/replies")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([answer, official], replies.Select(r => r.GetProperty("id").GetInt64()));
        Assert.Contains("Ada", replies[0].GetProperty("html").GetString());
        Assert.Equal(comment, (await helper.Get($"/posts/{answer}/comments")).Json.GetProperty("items")[0].GetProperty("id").GetInt64());

        Assert.Equal("You cannot vote on what you wrote yourself.", Said(await helper.Put($"/posts/{answer}/vote", new { value = 1 })));
        Assert.Equal("Only whoever asked can accept an answer.", Said(await helper.Put($"/posts/{official}/acceptance")));
        Assert.False((await asker.Delete($"/posts/{answer}/acceptance")).Json.GetProperty("accepted").GetBoolean());
        Assert.False((await employee.Delete($"/posts/{official}/official")).Json.GetProperty("official").GetBoolean());
        Assert.Equal(0, (await asker.Put($"/posts/{answer}/vote", new { value = 0 })).Json.GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task Replies_come_page_by_page_in_the_order_of_the_topic()
    {
        var topic = await Given.Topic(by: Ada);
        var posts = new List<long>();
        foreach (var who in new[] { Ben, Emil, Cleo, Ben, Emil }) posts.Add((await Given.Reply(topic, who)).Id);
        var (robot, voter) = (await RobotOf(Ada), await RobotOf(Mona));
        await voter.Put($"/posts/{posts[4]}/vote", new { value = 1 });
        await robot.Put($"/posts/{posts[2]}/acceptance");

        var (seen, next) = (new List<long>(), (string?)"");
        while (next is not null)
        {
            var page = (await robot.Get($"/topics/{topic.Id}/replies?limit=2{(next.Length > 0 ? "&after=" + next : "")}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal([posts[2], posts[4], posts[0], posts[3], posts[1]], seen);
        Assert.Equal(422, (await robot.Get($"/topics/{topic.Id}/replies?after=1")).Status);
    }

    [Fact]
    public async Task Words_are_edited_by_who_wrote_them_unless_somebody_was_quicker()
    {
        var (space, robot) = (await Given.Space(), await RobotOf(Ada));
        var made = await robot.Post("/topics", new { space = space.Id, title = "How do I stop the drip?", body = "It drips.", tags = new[] { "first" } });
        var id = Id(made);

        var changed = await robot.Patch($"/topics/{id}", new { title = "How do I stop the drops?", tags = new[] { "second" } }, ("If-Match", made.Header("ETag")!));

        Assert.Equal(200, changed.Status);
        Assert.Equal(("How do I stop the drops?", "second"), (changed.Json.GetProperty("title").GetString(), changed.Json.GetProperty("tags")[0].GetString()));
        Assert.Contains("It drips.", changed.Json.GetProperty("opening").GetProperty("html").GetString());
        var late = await robot.Patch($"/topics/{id}", new { title = "Another title again" }, ("If-Match", made.Header("ETag")!));
        Assert.Equal((412, "changed-since"), (late.Status, late.Json.GetProperty("code").GetString()));

        var source = await robot.Get($"/posts/{id}/source");
        Assert.Equal("It drips.", source.Json.GetProperty("body").GetString());
        Assert.Equal(200, (await robot.Patch($"/posts/{id}", new { body = "It drops." }, ("If-Match", source.Header("ETag")!))).Status);
        var revisions = (await robot.Get($"/posts/{id}/revisions")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("body").GetString());
        Assert.Contains("It drips.", revisions);

        var stranger = await RobotOf(Ben);
        Assert.Equal("Only whoever wrote this can change it.", Said(await stranger.Patch($"/posts/{id}", new { body = "Mine now." })));
        Assert.Equal(404, (await stranger.Get($"/posts/{id}/source")).Status);
        Assert.Equal("Say why you change what somebody else wrote.", Said(await (await RobotOf(Mona)).Patch($"/posts/{id}", new { body = "Moderated." })));
    }

    [Fact]
    public async Task Moderators_close_pin_move_and_remove()
    {
        var (topic, other, moderator, member) = (await Given.Topic(by: Ada), await Given.Space(), await RobotOf(Mona), await RobotOf(Ada));

        Assert.Equal("Said enough", (await moderator.Post($"/topics/{topic.Id}/closure", new { reason = "Said enough" })).Json.GetProperty("closedReason").GetString());
        Assert.Equal("This topic is closed; start a new one.", Said(await member.Post($"/topics/{topic.Id}/replies", new { body = "Too late?" })));
        Assert.False((await moderator.Delete($"/topics/{topic.Id}/closure")).Json.GetProperty("closed").GetBoolean());
        Assert.True((await moderator.Post($"/topics/{topic.Id}/pin")).Json.GetProperty("pinned").GetBoolean());
        Assert.False((await moderator.Delete($"/topics/{topic.Id}/pin")).Json.GetProperty("pinned").GetBoolean());
        Assert.Equal(other.Id, (await moderator.Put($"/topics/{topic.Id}/space", new { space = other.Id })).Json.GetProperty("space").GetInt64());
        Assert.Equal("Say why: the author reads it.", Said(await moderator.Delete($"/posts/{topic.Id}")));
        Assert.Equal(204, (await moderator.Delete($"/posts/{topic.Id}?ground=unrelated&reason=Double")).Status);
        Assert.Equal(404, (await (await RobotOf(Ben)).Get($"/topics/{topic.Id}")).Status);

        Assert.Equal(403, (await member.Post($"/topics/{topic.Id}/pin")).Status);
    }

    [Fact]
    public async Task Moderators_open_spaces_change_them_and_invite()
    {
        var (moderator, name) = (await RobotOf(Mona), $"Attic {Given.Fresh()}");
        var made = await moderator.Post("/spaces", new { name, description = "Old things", audience = "invited" });
        var id = Id(made);
        var guest = await RobotOf(Ben);
        Assert.Equal(404, (await guest.Get($"/spaces/{id}")).Status);

        Assert.Equal(204, (await moderator.Post($"/spaces/{id}/guests", new { handle = "@" + Ben.Handle })).Status);
        Assert.Equal(200, (await guest.Get($"/spaces/{id}")).Status);
        Assert.Equal(Ben.Id, (await moderator.Get($"/spaces/{id}/guests")).Json.GetProperty("items")[0].GetProperty("member").GetInt64());
        Assert.Equal(204, (await moderator.Delete($"/spaces/{id}/guests/{Ben.Id}")).Status);
        Assert.Equal(404, (await guest.Get($"/spaces/{id}")).Status);

        var renamed = await moderator.Patch($"/spaces/{id}", new { name = name + " rooms" }, ("If-Match", made.Header("ETag")!));
        Assert.True(renamed.Status == 200, renamed.ToString());
        Assert.Equal((name + " rooms", "Old things", $"space:{id}"), (renamed.Json.GetProperty("name").GetString(), renamed.Json.GetProperty("description").GetString(), renamed.Json.GetProperty("audience").GetString()));
        Assert.Equal(412, (await moderator.Patch($"/spaces/{id}", new { name = "Late" }, ("If-Match", made.Header("ETag")!))).Status);
        Assert.NotEqual(JsonValueKind.Null, (await moderator.Post($"/spaces/{id}/archiving", new { reason = "Dusty" })).Json.GetProperty("archivedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await moderator.Delete($"/spaces/{id}/archiving")).Json.GetProperty("archivedAt").ValueKind);
    }

    [Fact]
    public async Task Tags_are_listed_and_explained()
    {
        var (tag, employee) = ($"lids-{Given.Fresh()}", await RobotOf(Emil));
        await Given.Topic(by: Ada, tags: [tag]);

        Assert.Equal(tag, (await employee.Get($"/tags?q={tag}")).Json.GetProperty("items")[0].GetProperty("name").GetString());
        var explained = await employee.Put($"/tags/{tag}", new { summary = "All about lids", body = "They *close*." });
        Assert.Equal("All about lids", explained.Json.GetProperty("summary").GetString());
        Assert.Contains("<em>close</em>", (await employee.Get($"/tags/{tag}")).Json.GetProperty("html").GetString());
        Assert.Equal(404, (await (await RobotOf(await Given.Member())).Put($"/tags/{tag}", new { summary = "Mine", body = "" })).Status);
    }

    [Fact]
    public async Task Following_and_drafts_are_kept()
    {
        var (topic, member) = (await Given.Topic(by: Ada), await Given.Member());
        var robot = await RobotOf(member);

        Assert.Equal(204, (await robot.Put($"/follows/topic/{topic.Id}")).Status);
        Assert.Equal(topic.Id, (await robot.Get("/follows")).Json.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal(204, (await robot.Delete($"/follows/topic/{topic.Id}")).Status);
        Assert.Equal(0, (await robot.Get("/follows")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(404, (await robot.Put("/follows/sermon/1")).Status);

        Assert.Equal(200, (await robot.Put("/drafts/ask", new { fields = new { title = "Half", body = "A thought" } })).Status);
        Assert.Equal("Half", (await robot.Get("/drafts/ask")).Json.GetProperty("fields").GetProperty("title").GetString());
        Assert.Equal("ask", (await robot.Get("/drafts")).Json.GetProperty("items")[0].GetProperty("key").GetString());
        Assert.Equal(204, (await robot.Delete("/drafts/ask")).Status);
        Assert.Equal(404, (await robot.Get("/drafts/ask")).Status);
        Assert.Equal(404, (await robot.Put("/drafts/anything", new { fields = new { body = "x" } })).Status);
    }

    [Fact]
    public async Task What_a_member_said_and_how_words_would_look_can_be_read()
    {
        var writer = await Given.Member();
        var topic = await Given.Topic(by: writer);
        var robot = await RobotOf(Ben);

        Assert.Equal(topic.Id, (await robot.Get($"/members/{writer.Id}/posts")).Json.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Contains("<strong>bold</strong>", (await robot.Post("/preview", new { text = "**bold**" })).Json.GetProperty("html").GetString());
        foreach (var (show, there) in new[] { ("unanswered", true), ("solved", false) })
            Assert.Equal(there, (await robot.Get($"/topics?space={topic.SpaceId}&show={show}")).Json.GetProperty("items").GetArrayLength() == 1);
    }
}

public sealed class ConversationApiTestsOnSqlite() : ConversationApiTests(Engine.Sqlite);
public sealed class ConversationApiTestsOnPostgres() : ConversationApiTests(Engine.Postgres);
