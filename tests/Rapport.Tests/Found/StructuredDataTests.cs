using System.Text.Json;
using Rapport.Conversations;

namespace Rapport.Tests.Found;

/// What pages say of themselves in the words of schema.org.
public abstract class StructuredDataTests(Engine engine) : InWorld(engine)
{
    [Theory]
    [InlineData(TopicKind.Question, "QAPage"), InlineData(TopicKind.Discussion, "DiscussionForumPosting"), InlineData(TopicKind.Story, "DiscussionForumPosting")]
    public async Task Topics_say_what_they_are_by_the_rules_of_search_engines(TopicKind kind, string type)
    {
        var topic = await Given.Topic(by: Ada, kind: kind, body: "It </script><script>alert(1)</script> drips & \"drips\".");
        var answer = await Given.Reply(topic, Ben, "First **answer**");
        await Given.Reply(topic, Cleo, "Second answer");
        await Given.Comment(answer, Ada);
        if (kind == TopicKind.Question) await Given.Accepted(answer, Ada);

        var data = StructuredData.Of(await Anyone().Get(topic.Path));

        Assert.Equal([type, "BreadcrumbList"], data.Select(d => StructuredData.Types(d)[0]));
        Assert.Empty(data.SelectMany(StructuredData.Problems));
        if (kind == TopicKind.Question) Assert.Equal("First answer", data[0].GetProperty("mainEntity").GetProperty("acceptedAnswer").GetProperty("text").GetString());
    }

    [Fact]
    public async Task So_do_the_home_page_products_members_and_a_question_nobody_answered()
    {
        foreach (var path in new[] { "/", "/ar", $"/members/{Emil.Id}", $"/products/{await Given.Kettle()}", (await Given.Topic(by: Ada)).Path, (await Given.Topic(by: Emil, kind: TopicKind.Article)).Path })
        {
            var data = StructuredData.Of(await Anyone().Visit(path));
            Assert.NotEmpty(data);
            Assert.Empty(data.SelectMany(StructuredData.Problems).Select(p => $"{path}: {p}"));
        }
    }

    [Fact]
    public void The_checker_itself_sees_what_is_wrong()
    {
        static List<string> Check(string json) => StructuredData.Problems(JsonSerializer.Deserialize<JsonElement>(json));

        Assert.Contains("Product: has neither offers nor review nor aggregateRating", Check("""{"@context":"https://schema.org","@type":"Product","name":"A"}"""));
        Assert.Contains("Offer: price is no plain figure", Check("""{"@context":"https://schema.org","@type":"Offer","price":"1,5","priceCurrency":"EUR","availability":"https://schema.org/InStock"}"""));
        Assert.Contains("Answer: has no author", Check("""{"@context":"https://schema.org","@type":"Answer","text":"a","url":"https://a.test/","datePublished":"2026-01-01T00:00:00Z"}"""));
        Assert.Contains("url is not absolute: /a", Check("""{"@context":"https://schema.org","@type":"WebSite","name":"a","url":"/a"}"""));
        Assert.Contains("Question: answers are counted but none is given", Check("""{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"@type":"Question","name":"a","answerCount":2}}"""));
    }
}

public sealed class StructuredDataTestsOnSqlite() : StructuredDataTests(Engine.Sqlite);
public sealed class StructuredDataTestsOnPostgres() : StructuredDataTests(Engine.Postgres);
