using Rapport.Conversations;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class AskTests(Engine engine) : InWorld(engine)
{
    static string Title => $"Why does my kettle hum at night {Given.Fresh()}?";

    [Fact]
    public async Task A_question_is_asked_and_read_by_anyone()
    {
        var space = await Given.Space();
        var (ada, title) = (As(Ada), Title);

        var sent = await ada.Submit(await ada.Get("/ask"), "/ask", new { kind = "question", title, body = "It *hums*.", space = space.Id, tags = "hum, kettle-noise" });
        var page = await Anyone().Get(sent.Location!);

        Assert.Equal((303, 200), (sent.Status, page.Status));
        Assert.Equal(title, page.Find("h1")!.TextContent);
        Assert.Equal(["hum", "kettle-noise"], page.All(".tags .tag").Select(t => t.TextContent));
    }

    [Theory]
    [InlineData("Short")]
    [InlineData("\u202e\u0007   \u2066 Nine \u0001")]
    public async Task A_title_too_short_after_cleaning_is_refused(string title)
    {
        var page = await As(Ada).Post("/ask", new { kind = "question", title, body = "Body", space = (await Given.Space()).Id, from = "/ask" });

        Assert.Equal(422, page.Status);
        Assert.Contains("A title takes at least 8 characters", page.Text);
    }

    [Fact]
    public async Task A_title_of_100_000_characters_is_refused_and_the_words_are_kept()
    {
        var page = await As(Ada).Post("/ask", new { kind = "question", title = new string('a', 100_000), body = "Still here", space = (await Given.Space()).Id, from = "/ask" });

        Assert.Equal(422, page.Status);
        Assert.Contains("A title takes up to 150 characters.", page.Text);
        Assert.Equal("Still here", page.Find("textarea[name=body]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Direction_and_control_characters_are_taken_out()
    {
        var sent = await As(Ada).Post("/ask", new { kind = "discussion", title = "An \u202eodd\u202c title\u0007 here", body = "Words\u0008", space = (await Given.Space()).Id });

        Assert.Equal("An odd title here", (await Anyone().Get(sent.Location!)).Find("h1")!.TextContent);
    }

    [Theory]
    [InlineData("article")]
    [InlineData("decree")]
    [InlineData("17")]
    public async Task Kinds_that_are_not_for_members_are_refused(string kind) =>
        Assert.Equal(422, (await As(Ada).Post("/ask", new { kind, title = Title, body = "Body", space = (await Given.Space()).Id })).Status);

    [Fact]
    public async Task An_employee_writes_an_article_and_it_is_labelled()
    {
        var sent = await As(Emil).Post("/ask", new { kind = "article", title = Title, body = "How we **test** kettles", space = (await Given.Space()).Id });

        Assert.Contains("Employee", (await Anyone().Get(sent.Location!)).Find(".post-opening .byline")!.TextContent);
    }

    [Fact]
    public async Task A_space_one_cannot_see_takes_no_topic() =>
        Assert.Equal(422, (await As(Ben).Post("/ask", new { kind = "question", title = Title, body = "Body", space = (await Given.Space(null, Ada)).Id })).Status);

    [Fact]
    public async Task A_preview_before_asking_keeps_every_word()
    {
        var space = await Given.Space();
        var ada = As(Ada);

        var page = await ada.Submit(await ada.Get("/ask"), "/ask", new { kind = "story", title = "A day with the kettle", body = "It _sang_", space = space.Id, preview = "1" });

        Assert.Equal("sang", page.Find("#preview em")!.TextContent);
        Assert.Equal("A day with the kettle", page.Find("input[name=title]")!.GetAttribute("value"));
        Assert.True(page.Find("input[value=story]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Drafts_are_kept_shown_again_and_gone_once_posted()
    {
        var nia = await Given.Member();
        var (visitor, space, title) = (As(nia), await Given.Space(), Title);

        var kept = await visitor.Send(HttpMethod.Put, "/drafts/ask", System.Net.Http.Json.JsonContent.Create(new { title, body = "Half a thought", space = space.Id }));
        Assert.Equal(204, kept.Status);
        Assert.Contains(title, (await visitor.Get("/drafts")).Text);
        Assert.Equal(title, (await visitor.Get("/ask")).Find("input[name=title]")!.GetAttribute("value"));

        await visitor.Post("/ask", new { kind = "question", title, body = "The whole of it", space = space.Id });
        Assert.DoesNotContain(title, (await visitor.Get("/drafts")).Text);
        Assert.Equal(404, (await visitor.Send(HttpMethod.Put, "/drafts/anything", System.Net.Http.Json.JsonContent.Create(new { body = "x" }))).Status);
    }

    [Fact]
    public async Task The_preview_for_scripts_is_clean_HTML()
    {
        var answer = await Anyone().Post("/preview", new { text = "**Bold** <script>alert(1)</script>" });

        Assert.Contains("<strong>Bold</strong>", answer.Body);
        Assert.DoesNotContain("<script", answer.Body);
    }

    [Fact]
    public async Task A_member_who_is_named_is_told_once()
    {
        var nia = await Given.Member();
        var topic = await Given.Topic(by: Ada);

        await As(Ben).Post($"/topics/{topic.Id}/replies", new { body = $"Ask @{nia.Handle}, and @{nia.Handle} again, not `@{Cleo.Handle}`." });

        var mentions = await World.Query(db => db.Mentions.Where(m => m.MemberId == nia.Id).CountAsync());
        Assert.Equal(1, mentions);
        Assert.Contains("@Nia", (await Anyone().Get(topic.Path)).Text);
    }
}

public sealed class AskTestsOnSqlite() : AskTests(Engine.Sqlite);
public sealed class AskTestsOnPostgres() : AskTests(Engine.Postgres);
