using System.Text.Json;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// The frame of the API: who may enter, how errors are told, how lists are read and acts repeated.
public abstract class ApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static string Code(Response problem)
    {
        Assert.Equal("application/problem+json", problem.Type?.MediaType);
        Assert.Equal(problem.Status, problem.Json.GetProperty("status").GetInt32());
        return problem.Json.GetProperty("code").GetString()!;
    }

    [Fact]
    public async Task A_program_reads_and_begins_a_topic()
    {
        var space = await Given.Space();
        var robot = await RobotOf(Ada);

        var made = await robot.Post("/topics", new { space = space.Id, title = "How do I stop the drip?", body = "It **drips**.", tags = new[] { "drip" } });

        Assert.Equal(201, made.Status);
        var id = made.Json.GetProperty("id").GetInt64();
        Assert.Equal($"/api/v1/topics/{id}", made.Location);
        Assert.Contains("It <strong>drips</strong>.", made.Json.GetProperty("opening").GetProperty("html").GetString()!.Trim());
        var read = await robot.Get($"/topics/{id}");
        Assert.Equal(made.Body, read.Body);
        Assert.Contains("It drips.", (await Anyone().Visit($"/topics/{id}")).Text);
    }

    [Fact]
    public async Task Only_a_token_opens_the_api_and_it_opens_nothing_else()
    {
        var bare = await Anyone().Get("/api/v1/topics");
        Assert.Equal((401, "token-needed", "Bearer realm=\"Rapport\""), (bare.Status, Code(bare), bare.Header("WWW-Authenticate")));
        var byCookie = await As(Alma).Get("/api/v1/topics");
        Assert.Equal((401, "token-needed"), (byCookie.Status, Code(byCookie)));

        var token = await Given.Token(Ada);
        var page = await Anyone().With("Authorization", $"Bearer {token}").Get("/settings");
        Assert.Equal(303, page.Status);
        Assert.StartsWith("/sign-in", page.Location);
    }

    [Fact]
    public async Task A_token_that_is_unknown_ended_or_revoked_opens_nothing()
    {
        var token = await Given.Token(Ada);
        var robot = Robot.With(World, token);
        Assert.Equal(200, (await robot.Get("/token")).Status);

        foreach (var wrong in new[] { "nonsense", token[..^1] + (token[^1] == 'a' ? 'b' : 'a'), TokenText.Make(), await Given.TokenUntil(Ada, DateTimeOffset.UtcNow.AddMinutes(-1)) })
        {
            var answer = await Robot.With(World, wrong).Get("/token");
            Assert.Equal((401, "token-invalid"), (answer.Status, Code(answer)));
            Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
        }
        Assert.Equal(204, (await robot.Delete("/token")).Status);
        Assert.Equal(401, (await robot.Get("/token")).Status);
    }

    [Fact]
    public async Task A_suspended_members_token_stops_at_once_and_works_again_when_they_are_readmitted()
    {
        var member = await Given.Account();
        var robot = await RobotOf(member);
        Assert.Equal(200, (await robot.Get("/me")).Status);

        await As(Alma).Post($"/admin/people/{member.Id}/suspend", new { reason = "A test" });
        Assert.Equal(401, (await robot.Get("/me")).Status);

        await As(Alma).Post($"/admin/people/{member.Id}/readmit");
        Assert.Equal(200, (await robot.Get("/me")).Status);
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        var robot = await RobotOf(Ada, Scope.Read);

        var refused = await robot.Post("/topics", new { space = 1, title = "A title long enough", body = "x" });

        Assert.Equal((403, "scope-missing"), (refused.Status, Code(refused)));
        Assert.Contains("scope=\"write\"", refused.Header("WWW-Authenticate"));
        Assert.Contains("write", refused.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_token_in_an_address_is_refused()
    {
        var token = await Given.Token(Ada);

        foreach (var query in new[] { $"?access_token={token}", $"?token={token}", $"?anything={token}" })
        {
            var refused = await Robot.With(World, token).Get("/topics" + query);
            Assert.Equal((400, "token-in-address"), (refused.Status, Code(refused)));
            Assert.Equal(400, (await Anyone().Get("/api/v1/topics" + query)).Status);
        }
    }

    [Fact]
    public async Task A_refusal_comes_in_the_language_asked_for_and_names_its_field()
    {
        var (space, robot) = (await Given.Space(), await RobotOf(Ada));

        var english = await robot.Post("/topics", new { space = space.Id, title = "Short", body = "x" });
        var arabic = await robot.Post("/topics", new { space = space.Id, title = "Short", body = "x" }, ("Accept-Language", "fr;q=0.9, ar-EG;q=0.8"));

        Assert.Equal((422, "invalid", "en"), (english.Status, Code(english), english.Header("Content-Language")));
        Assert.Equal("title", english.Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.StartsWith("A title takes at least 8 characters", english.Json.GetProperty("detail").GetString());
        Assert.Equal("ar", arabic.Header("Content-Language"));
        Assert.Matches(@"\p{IsArabic}", arabic.Json.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("{", 400, "unreadable", null)]
    [InlineData("", 400, "unreadable", null)]
    [InlineData("null", 400, "unreadable", null)]
    [InlineData("[]", 400, "unreadable", null)]
    [InlineData("""{"space":"one","title":"A title long enough","body":"x"}""", 422, "invalid", "space")]
    [InlineData("""{"space":1,"title":7,"body":"x"}""", 422, "invalid", "title")]
    [InlineData("""{"space":1,"title":null,"body":"x"}""", 422, "invalid", "title")]
    [InlineData("""{"space":1,"body":"x"}""", 422, "invalid", "title")]
    [InlineData("""{"space":1,"title":"A title long enough","body":"x","colour":"red"}""", 422, "invalid", "colour")]
    [InlineData("""{"space":1,"title":"A title long enough","body":"x","kind":"sermon"}""", 422, "invalid", "kind")]
    [InlineData("""{"space":1,"title":"\ud800 A title","body":"x"}""", 422, "invalid", "title")]
    public async Task A_body_that_is_wrong_is_told_so(string body, int status, string code, string? field)
    {
        var refused = await (await RobotOf(Ada)).Post("/topics", body);

        Assert.Equal((status, code), (refused.Status, Code(refused)));
        Assert.Equal(field, refused.Json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array ? errors[0].GetProperty("field").GetString() : null);
    }

    [Fact]
    public async Task Other_content_other_methods_and_huge_bodies_are_refused()
    {
        var robot = await RobotOf(Ada);

        var form = await robot.Send(HttpMethod.Post, "/topics", new FormUrlEncodedContent([new("title", "x")]));
        Assert.Equal((415, "content-type"), (form.Status, Code(form)));
        var method = await robot.Put("/topics", new { });
        Assert.Equal((405, "method", "GET, POST"), (method.Status, Code(method), method.Header("Allow")));
        var overridden = await robot.Post("/token", null, ("X-HTTP-Method-Override", "DELETE"));
        Assert.Equal(405, overridden.Status);
        Assert.Equal(200, (await robot.Get("/token")).Status);
        var nothing = await robot.Get("/nothing");
        Assert.Equal((404, "not-found"), (nothing.Status, Code(nothing)));
        foreach (var id in new[] { "-1", "abc", "99999999999999999999" })
        {
            var unread = await robot.Get("/topics/" + id);
            Assert.Equal((404, "not-found"), (unread.Status, Code(unread)));
            Assert.Equal(404, (await robot.Put("/topics/" + id + "/nothing", new { })).Status);
        }
        var huge = await robot.Post("/topics", new { space = 1, title = "A title long enough", body = new string('x', 13 << 20) });
        Assert.Equal((413, "too-large"), (huge.Status, Code(huge)));
    }

    [Fact]
    public async Task What_is_not_yours_is_not_there()
    {
        var hidden = await Given.Topic(by: Ada, space: await Given.Space(null, Ada));

        Assert.Equal(200, (await (await RobotOf(Ada)).Get($"/topics/{hidden.Id}")).Status);
        var (foreign, nowhere) = (await (await RobotOf(Ben)).Get($"/topics/{hidden.Id}"), await (await RobotOf(Ben)).Get("/topics/999999999999"));
        Assert.Equal((404, nowhere.Body), (foreign.Status, foreign.Body));
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_each_line_once()
    {
        var space = await Given.Space();
        for (var n = 0; n < 5; n++) await Given.Topic(by: Ada, space: space);
        var robot = await RobotOf(Ben);

        var (seen, path, pages) = (new List<long>(), $"/topics?space={space.Id}&limit=2", 0);
        while (path is not null)
        {
            var page = await robot.Get(path);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetInt64()));
            path = page.Header("Link") is { } link ? new Uri(link[1..link.IndexOf('>')]).PathAndQuery["/api/v1".Length..] : null;
            Assert.Equal(path is null, page.Json.GetProperty("next").ValueKind == JsonValueKind.Null);
            pages++;
        }

        Assert.Equal((3, 5, 5), (pages, seen.Count, seen.Distinct().Count()));
        foreach (var bad in new[] { "after=forged", "after=99-99-99", "after=-1-5", "limit=0", "limit=101", "limit=many", "show=all" })
        {
            var refused = await robot.Get("/topics?" + bad);
            Assert.Equal((422, "invalid", bad.Split('=')[0]), (refused.Status, Code(refused), refused.Json.GetProperty("errors")[0].GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task The_same_key_twice_is_one_act_with_one_answer()
    {
        var (space, robot) = (await Given.Space(), await RobotOf(Ada));
        var (key, wanted) = ($"key-{Given.Fresh()}", new { space = space.Id, title = "Asked by a program", body = "Once." });

        var first = await robot.Post("/topics", wanted, ("Idempotency-Key", key));
        var again = await robot.Post("/topics", wanted, ("Idempotency-Key", key));

        Assert.Equal((201, 201, first.Body, first.Location), (first.Status, again.Status, again.Body, again.Location));
        Assert.Equal((null, "true"), (first.Header("Idempotent-Replayed"), again.Header("Idempotent-Replayed")));
        Assert.Equal(1, (await robot.Get($"/topics?space={space.Id}")).Json.GetProperty("items").GetArrayLength());

        var other = await robot.Post("/topics", new { space = space.Id, title = "Asked by a program", body = "Twice." }, ("Idempotency-Key", key));
        Assert.Equal((422, "key-reused"), (other.Status, Code(other)));
        var tooLong = await robot.Post("/topics", wanted, ("Idempotency-Key", new string('k', 101)));
        Assert.Equal((422, "invalid"), (tooLong.Status, Code(tooLong)));
        Assert.Equal(201, (await (await RobotOf(Ben)).Post("/topics", wanted, ("Idempotency-Key", key))).Status);
    }

    [Fact]
    public async Task A_write_only_token_gets_its_answer_again()
    {
        var (space, robot) = (await Given.Space(), await RobotOf(Ada, Scope.Write));
        var wanted = new { space = space.Id, title = "Asked by a program", body = "Once." };

        var first = await robot.Post("/topics", wanted, ("Idempotency-Key", "w"));
        var again = await robot.Post("/topics", wanted, ("Idempotency-Key", "w"));

        Assert.Equal((201, first.Body), (again.Status, again.Body));
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        var (topic, robot) = (await Given.Topic(by: Ada), await RobotOf(Ben));
        var first = await robot.Get($"/topics/{topic.Id}");

        Assert.Equal(304, (await robot.Get($"/topics/{topic.Id}", ("If-None-Match", first.Header("ETag")!))).Status);
        await Given.Reply(topic, Ada);
        Assert.Equal(200, (await robot.Get($"/topics/{topic.Id}", ("If-None-Match", first.Header("ETag")!))).Status);
    }

    [Fact]
    public async Task Every_answer_says_what_is_left_of_the_minute()
    {
        var robot = await RobotOf(await Given.Member());

        foreach (var answer in new[] { await robot.Get("/token"), await robot.Get("/nothing") })
        {
            Assert.Matches("^\"requests\";q=[0-9]+;w=60$", answer.Header("RateLimit-Policy"));
            Assert.Matches("^\"requests\";r=[0-9]+;t=[0-9]+$", answer.Header("RateLimit"));
        }
        Assert.Matches("^\"acts\";q=[0-9]+;w=60$", (await robot.Post("/topics", "{")).Header("RateLimit-Policy"));
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        await using var world = await World.Start(Engine, null, "--limits", "0.01");
        var robot = await Robot.For(world, world.Cast.Ada);

        var answers = new List<Response>();
        for (var n = 0; n < 20; n++) answers.Add(await robot.Get("/token"));

        var refused = answers.First(a => a.Status == 429);
        Assert.Equal("too-many", Code(refused));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 60);
        Assert.Contains(";r=0;", refused.Header("RateLimit"));
    }

    [Fact]
    public void Problems_and_scopes_are_told_in_arabic_as_well()
    {
        var known = Rapport.Kernel.Languages.Catalog.Of("ar").Keys.ToHashSet();
        Assert.All(ApiProblem.Kinds.Values.Select(k => k.Title).Concat(Scope.All.Select(Scope.Words)), words => Assert.Contains(words, known));
    }

    [Fact]
    public async Task Instants_are_in_utc_and_ids_are_numbers()
    {
        var topic = await Given.Topic(by: Ada);

        var read = await (await RobotOf(Ada)).Get($"/topics/{topic.Id}");

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$", read.Json.GetProperty("createdAt").GetString());
        Assert.Equal(JsonValueKind.Number, read.Json.GetProperty("id").ValueKind);
        Assert.Equal("question", read.Json.GetProperty("kind").GetString());
    }
}

public sealed class ApiTestsOnSqlite() : ApiTests(Engine.Sqlite);
public sealed class ApiTestsOnPostgres() : ApiTests(Engine.Postgres);
