using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Rapport.Conversations;

namespace Rapport.Tests.Conversations;

/// What is broken, forged or sent twice at once is answered in words, never by a failure.
public abstract class BadInputTests(Engine engine) : InWorld(engine)
{
    static ByteArrayContent Raw(string body, string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    [Fact]
    public async Task A_body_that_nobody_can_read_is_a_mistake_of_the_sender()
    {
        var topic = await Given.Topic(by: Ada);
        var member = await Given.Member();
        (string, string?)[] bodies =
        [
            ("", null), ("x", "text/plain"), ("{\"a\":1}", "application/json"), ("{", "application/json"), ("nothing=known", "application/x-www-form-urlencoded"),
            ("""{"body":"\ud800","title":"\ud800","text":"\ud800","kind":"\ud800"}""", "application/json"), ("--x\r\nbroken", "multipart/form-data; boundary=x"), ("x", "multipart/form-data"),
            (string.Join('&', Enumerable.Range(0, 3_000).Select(n => $"a{n}=1")), "application/x-www-form-urlencoded"),
        ];
        string[] paths = ["/ask", $"/topics/{topic.Id}/replies", "/sign-in", "/sign-up", "/confirm", "/password/forgotten", "/password/new", "/settings/notices", "/settings/language", "/settings/profile", "/settings/leave", "/drafts/ask"];

        foreach (var path in paths)
            foreach (var (body, type) in bodies)
                foreach (var visitor in new[] { Anyone(), As(member) })
                    Assert.True((await visitor.Send(HttpMethod.Post, path, Raw(body, type))).Status < 500, $"{path} {type} {body[..Math.Min(40, body.Length)]}");
        foreach (var (body, type) in bodies)
        {
            Assert.True((await As(member).Send(HttpMethod.Put, "/drafts/ask", Raw(body, type))).Status < 500, $"a draft of {type} {body[..Math.Min(40, body.Length)]}");
            Assert.True((await Anyone().Send(HttpMethod.Post, "/preview", Raw(body, type))).Status < 500, $"a preview of {type} {body[..Math.Min(40, body.Length)]}");
        }
    }

    [Fact]
    public async Task A_character_that_no_text_holds_is_a_mistake_of_the_sender()
    {
        var space = await Given.Space();

        foreach (var path in new[] { $"{space.Path}?tag=%00", "/tags?q=%00", "/search?q=a%00b", "/search?tag=%00", "/search?space=%00", "/suggest?q=%00", "/similar?title=%00", "/products/choose?q=%00", "/products?q=%00", "/ask?product=%00&space=%00", "/sign-in?then=%00", "/confirm?t=1.%00" })
            foreach (var visitor in new[] { Anyone(), As(Mona) })
                Assert.True((await visitor.Get(path)).Status < 500, path);
        foreach (var (path, body) in new (string, object)[] { ("/ask", new { title = "a\0b", body = "Words\0", product = "\0", tags = "\0", space = space.Id }), ($"{space.Path}/guests", new { handle = "\0" }), ("/following", new { kind = "\0", id = 1 }) })
            Assert.True((await As(Mona).PostJson(path, body)).Status < 500, path);
    }

    [Fact]
    public async Task A_page_beyond_every_number_is_not_found()
    {
        var topic = await Given.Topic(by: Ada);
        await Given.Reply(topic, Ben);

        foreach (var page in new[] { 2, 107_374_183, 214_748_365, int.MaxValue }) Assert.Equal(404, (await Anyone().Get($"{topic.Path}?page={page}")).Status);
    }

    [Fact]
    public async Task Those_who_invent_the_same_tag_at_once_all_post()
    {
        var (space, tag) = (await Given.Space(), $"new-tag-{Given.Fresh()}");

        var answers = await Task.WhenAll(new[] { Ada, Ben, Cleo, Emil }.Select(who => As(who).Post("/ask", new { title = $"Who else has seen this, asks {who.Name}?", body = "It drips since Tuesday.", space = space.Id, tags = tag })));

        Assert.All(answers, a => Assert.Equal(303, a.Status));
        Assert.Equal(4, await World.Query(db => db.TopicTags.Join(db.Tags.Where(g => g.Name == tag), t => t.TagId, g => g.Id, (t, _) => t).CountAsync()));
        Assert.Equal(4, await World.Query(db => db.Tags.Where(t => t.Name == tag).Select(t => t.Topics).SingleAsync()));
    }

    [Fact]
    public async Task A_first_draft_kept_many_times_at_once_is_one_draft()
    {
        var (topic, writer) = (await Given.Topic(by: Ada), await Given.Member());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => As(writer).Send(HttpMethod.Put, $"/drafts/topic-{topic.Id}", JsonContent.Create(new { body = $"Half a thought {n}" }))));

        Assert.All(answers, a => Assert.Equal(204, a.Status));
        Assert.Contains("Half a thought", (await As(writer).Get("/drafts")).Text);
    }

    [Fact]
    public async Task A_quote_tells_nobody_who_said_what_they_may_not_see()
    {
        var author = await Given.Member("Whisperer");
        var (inner, open) = (await Given.Topic(by: author, space: await Given.Space(null, author)), await Given.Topic(by: Ada));
        var quote = $"> [#{inner.Id}]\n> Psst.\n\nWho said that?";

        Assert.DoesNotContain("Whisperer", (await Anyone().Post("/preview", new { text = quote })).Body);
        Assert.Contains("Whisperer", (await As(author).Post("/preview", new { text = quote })).Body);
        await As(Ben).Post($"/topics/{open.Id}/replies", new { body = quote });
        Assert.DoesNotContain("Whisperer", (await Anyone().Get(open.Path)).Body);
        Assert.DoesNotContain("Whisperer", (await As(Ada).Get(open.Path)).Body);
        Assert.DoesNotContain("Whisperer", (await Anyone().Get($"/topics/{open.Id}/feed")).Body);
        Assert.Contains("Whisperer", (await As(Mona).Get(open.Path)).Body);
    }
}

public sealed class BadInputTestsOnSqlite() : BadInputTests(Engine.Sqlite);
public sealed class BadInputTestsOnPostgres() : BadInputTests(Engine.Postgres);
