using Rapport.Members;
using System.Text.Json;
using System.Xml.Linq;
using Rapport.Conversations;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Conversations;

public abstract class OutsideTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_question_says_what_it_is_to_search_engines()
    {
        var topic = await Given.Topic(by: Ada, body: "Is it </script> safe?");
        var accepted = await Given.Reply(topic, Ben, "Yes.");
        await Given.Reply(topic, Cleo, "Perhaps.");
        await As(Ada).Post($"/posts/{accepted.Id}/accept");

        var question = Data(await Anyone().Get(topic.Path)).Single(d => d.GetProperty("@type").ToString() == "QAPage").GetProperty("mainEntity");

        Assert.Equal((topic.Title, 2), (question.GetProperty("name").GetString(), question.GetProperty("answerCount").GetInt32()));
        Assert.Equal("Yes.", question.GetProperty("acceptedAnswer").GetProperty("text").GetString());
        Assert.Equal("Perhaps.", question.GetProperty("suggestedAnswer")[0].GetProperty("text").GetString());
        Assert.Equal("Ada", question.GetProperty("author").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_discussion_is_a_posting_with_its_comments_in_a_tree()
    {
        var topic = await Given.Topic(by: Ada, kind: TopicKind.Discussion);
        await Given.Comment(await Given.Reply(topic, Ben), Cleo, "Below it");

        var posting = Data(await Anyone().Get(topic.Path)).Single(d => d.GetProperty("@type").ToString() == "DiscussionForumPosting");

        Assert.Equal("Below it", posting.GetProperty("comment")[0].GetProperty("comment")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_page_names_its_one_address_and_its_other_languages()
    {
        var topic = await Given.Topic(by: Ada);

        var page = await Anyone().Get(topic.Path);

        Assert.EndsWith(topic.Path, page.Find("link[rel=canonical]")!.GetAttribute("href"));
        Assert.EndsWith("/ar" + topic.Path, page.Find("link[hreflang=ar]")!.GetAttribute("href"));
        Assert.Equal("rtl", (await Anyone().Get("/ar" + topic.Path)).Html.DocumentElement.GetAttribute("dir"));
    }

    [Fact]
    public async Task Feeds_are_Atom_and_answer_304_to_who_has_them()
    {
        var space = await Given.Space();
        var topic = await Given.Topic(by: Ada, space: space, tags: [$"feed{Given.Fresh()}"]);

        var feed = await Anyone().Get($"{space.Path}/feed");
        var again = await Anyone().With("If-None-Match", feed.Header("ETag")!).Get($"{space.Path}/feed");

        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal([topic.Title], XDocument.Parse(feed.Body).Descendants(atom + "entry").Select(e => e.Element(atom + "title")!.Value));
        Assert.Equal(304, again.Status);
        Assert.Equal(200, (await Anyone().Get($"/topics/{topic.Id}/feed")).Status);
        Assert.Equal(200, (await Anyone().Get("/topics/feed")).Status);
    }

    [Fact]
    public async Task A_topic_page_asks_the_database_as_often_for_many_replies_as_for_few()
    {
        var topic = await Given.Topic(by: Ada, tags: [$"few{Given.Fresh()}"]);
        var reply = await Given.Reply(topic, Ben);
        // Another like it, so that there is something related from the beginning.
        await Given.Topic(by: Ada);
        // What all pages have in common is read once, here.
        foreach (var anyone in new[] { Anyone(), As(Ben) }) await anyone.Get("/");
        // What others do here meanwhile may have it read again: the fewest of several first looks tells.
        async Task<int?> Fewest(Post below)
        {
            var counts = new List<int?>();
            for (var n = 0; n < 3; n++)
            {
                await Given.Comment(below, Ada);
                await Settled();
                counts.Add((await Anyone().Get(topic.Path)).Queries);
            }
            return counts.Min();
        }
        var few = await Fewest(reply);
        for (var i = 0; i < 15; i++)
        {
            reply = await Given.Reply(topic, i % 2 == 0 ? Ben : Cleo);
            await Given.Comment(reply, Ada);
        }
        var many = await Fewest(reply);

        Assert.Equal(few, many);
        Assert.InRange(few ?? 99, 1, 9);
        // Who was told of it and opens it has read it: asking for what is unread and writing that down are three more.
        var visits = new[] { await As(await Given.Member("Dora", Role.Member)).Visit(topic.Path + "?page=1"), await As(Ben).Visit(topic.Path) };
        Assert.InRange(visits[0].Queries ?? 99, 1, 15);
        Assert.InRange(visits[1].Queries ?? 99, 1, visits[0].Queries!.Value + 3);
    }

    static List<JsonElement> Data(Response page) => [.. page.All("script[type='application/ld+json']").Select(s => JsonDocument.Parse(s.TextContent).RootElement)];
}

public sealed class OutsideTestsOnSqlite() : OutsideTests(Engine.Sqlite);
public sealed class OutsideTestsOnPostgres() : OutsideTests(Engine.Postgres);
