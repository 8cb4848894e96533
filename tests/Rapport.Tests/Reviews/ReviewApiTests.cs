using System.Text.Json;
using Rapport.Members;

namespace Rapport.Tests.Reviews;

/// Reviews, by programs.
public abstract class ReviewApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static IEnumerable<JsonElement> Items(Response list) => list.Json.GetProperty("items").EnumerateArray();
    static long[] Ids(Response list) => [.. Items(list).Select(i => i.GetProperty("id").GetInt64())];
    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;
    static string[] Texts(JsonElement review, string side) => [.. review.GetProperty(side).EnumerateArray().Select(t => t.GetString()!)];

    [Fact]
    public async Task A_program_writes_a_review_once_however_often_it_sends_it_and_changes_it()
    {
        var (kettle, robot) = (await Given.Product(), await RobotOf(await Given.Member()));
        var said = new { stars = 4, body = "It **boils** fast.", good = new[] { "Fast" }, bad = new[] { "Short cord" }, rewarded = true };
        var key = ("Idempotency-Key", $"review-{Given.Fresh()}");

        var made = await robot.Post($"/products/{kettle.Id}/reviews", said, key);
        var again = await robot.Post($"/products/{kettle.Id}/reviews", said, key);

        Assert.Equal((201, 201), (made.Status, again.Status));
        var id = made.Json.GetProperty("id").GetInt64();
        Assert.Equal(id, again.Json.GetProperty("id").GetInt64());
        Assert.Equal($"/api/v1/reviews/{id}", made.Location);
        Assert.StartsWith("You have reviewed this already", Said(await robot.Post($"/products/{kettle.Id}/reviews", said)));

        var changed = await robot.Patch($"/reviews/{id}", new { stars = 2, bad = new[] { "It drips" } }, ("If-Match", made.Header("ETag")!));
        Assert.Equal(200, changed.Status);
        var read = (await robot.Get($"/reviews/{id}")).Json;
        Assert.Equal((2, JsonValueKind.Null, true), (read.GetProperty("stars").GetInt32(), read.GetProperty("title").ValueKind, read.GetProperty("evidence").GetProperty("rewarded").GetBoolean()));
        Assert.Equal(["Fast", "It drips"], Texts(read, "good").Concat(Texts(read, "bad")));
        Assert.Contains("<strong>boils</strong>", read.GetProperty("html").GetString());
        Assert.Equal(412, (await robot.Patch($"/reviews/{id}", new { stars = 5 }, ("If-Match", made.Header("ETag")!))).Status);
        Assert.Equal(404, (await (await RobotOf(Ben)).Patch($"/reviews/{id}", new { stars = 5 })).Status);
    }

    [Fact]
    public async Task Stars_beyond_the_scale_sides_of_two_lines_and_answers_to_nothing_are_refused()
    {
        var (kettle, robot) = (await Given.Product(), await RobotOf(await Given.Member()));
        async Task<string?> Field(object said) => (await robot.Post($"/products/{kettle.Id}/reviews", said)).Json.GetProperty("errors")[0].GetProperty("field").GetString();

        Assert.Equal("stars", await Field(new { stars = 6, body = "Good." }));
        Assert.Equal("good", await Field(new { stars = 5, body = "Good.", good = new[] { "Fast\nand good" } }));
        Assert.Equal("answer-1", await Field(new { stars = 5, body = "Good.", answers = new[] { new { question = 1, value = 1 } } }));
        Assert.Equal(404, (await robot.Post("/products/1/reviews", new { stars = 5, body = "Good." })).Status);
        Assert.Equal(403, (await (await RobotOf(Ada, "read")).Post($"/products/{kettle.Id}/reviews", new { stars = 5, body = "Good." })).Status);
    }

    [Fact]
    public async Task Reviews_are_listed_with_their_evidence_as_they_are_asked_for_page_by_page()
    {
        var (kettle, buyer, robot) = (await Given.Product(), await Given.Account(), await RobotOf(Ben));
        await Given.Order(buyer, kettle);
        var bought = await Given.Review(kettle, buyer, stars: 2);
        var plain = await Given.Review(kettle, stars: 5);
        var third = await Given.Review(kettle, stars: 4);
        await robot.Put($"/posts/{plain.Id}/vote", new { value = 1 });
        await Settled();
        var list = $"/products/{kettle.Id}/reviews";

        Assert.Equal([third.Id, plain.Id, bought.Id], Ids(await robot.Get(list)));
        Assert.Equal([plain.Id, third.Id, bought.Id], Ids(await robot.Get(list + "?order=helpful")));
        Assert.Equal([bought.Id, third.Id, plain.Id], Ids(await robot.Get(list + "?order=critical")));
        Assert.Equal([bought.Id], Ids(await robot.Get(list + "?bought=true")));
        Assert.Equal([third.Id, plain.Id], Ids(await robot.Get(list + "?bought=false")));
        Assert.Equal([plain.Id], Ids(await robot.Get(list + "?stars=5")));
        Assert.Equal(3, Ids(await robot.Get(list + "?source=here")).Length);
        Assert.Empty(Ids(await robot.Get(list + "?source=Elsewhere")));
        foreach (var order in new[] { "newest", "helpful", "critical" })
        {
            var (seen, next) = (new List<long>(), (string?)"");
            while (next is not null)
            {
                var page = await robot.Get($"{list}?limit=1&order={order}" + (next.Length > 0 ? $"&after={next}" : ""));
                seen.AddRange(Ids(page));
                next = page.Json.GetProperty("next").GetString();
            }
            Assert.Equal(Ids(await robot.Get($"{list}?order={order}")), seen);
        }
        var one = (await robot.Get($"/reviews/{bought.Id}")).Json;
        Assert.True(one.GetProperty("evidence").GetProperty("boughtHere").GetBoolean());
        Assert.Equal((1, 0), ((await robot.Get($"/reviews/{plain.Id}")).Json.GetProperty("helpful").GetInt32(), one.GetProperty("helpful").GetInt32()));
        Assert.Contains(third.Id, Ids(await robot.Get("/reviews?limit=100")));
        foreach (var bad in new[] { "stars=9", "order=loudest", "after=x", "after=1" }) Assert.Equal(422, (await robot.Get($"{list}?{bad}")).Status);
        Assert.Equal(404, (await robot.Get("/products/1/reviews")).Status);
    }

    [Fact]
    public async Task What_waits_is_read_by_its_author_alone_and_stands_in_the_rating_with_the_reason()
    {
        var (kettle, stranger) = (await Given.Product(), await Given.Newcomer());
        await Given.Review(kettle, stars: 2);
        var hidden = await Given.Review(kettle, stars: 5);
        var held = (await (await RobotOf(stranger)).Post($"/products/{kettle.Id}/reviews", new { stars = 5, body = "What a thing this is." })).Json;
        await As(Mona).Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "This advertises something." });
        await Settled();
        var robot = await RobotOf(Ben);

        var id = held.GetProperty("id").GetInt64();
        Assert.Equal("held", (await (await RobotOf(stranger)).Get($"/reviews/{id}")).Json.GetProperty("state").GetString());
        Assert.Equal((404, 404, 404), ((await robot.Get($"/reviews/{id}")).Status, (await (await RobotOf(Mona)).Get($"/reviews/{id}")).Status, (await robot.Get($"/reviews/{hidden.Id}")).Status));
        Assert.Single(Ids(await robot.Get($"/products/{kettle.Id}/reviews")));
        // What comes after it would tell its stars.
        foreach (var reader in new[] { robot, await RobotOf(Mona) }) Assert.Equal(422, (await reader.Get($"/reviews?order=critical&after={id}")).Status);
        var rating = (await robot.Get($"/products/{kettle.Id}/rating")).Json;
        Assert.Equal((2.0, 1, 1, 3, true), (rating.GetProperty("mean").GetDouble(), rating.GetProperty("count").GetInt32(), rating.GetProperty("published").GetInt32(), rating.GetProperty("all").GetInt32(), rating.GetProperty("few").GetBoolean()));
        Assert.Equal([0, 1, 0, 0, 0], rating.GetProperty("counts").EnumerateArray().Select(c => c.GetInt32()));
        var left = rating.GetProperty("leftOut");
        Assert.Equal((1, 1, 0, 0), (left.GetProperty("waiting").GetInt32(), left.GetProperty("hidden").GetInt32(), left.GetProperty("removed").GetInt32(), left.GetProperty("imported").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await robot.Get($"/products/{(await Given.Product()).Id}/rating")).Json.GetProperty("mean").ValueKind);
    }
}

public sealed class ReviewApiTestsOnSqlite() : ReviewApiTests(Engine.Sqlite);
public sealed class ReviewApiTestsOnPostgres() : ReviewApiTests(Engine.Postgres);
