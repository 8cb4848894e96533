using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Api;
using Rapport.Members;
using Rapport.Members.Leaving;

namespace Rapport.Tests.Api;

/// What nobody should send, sent to every endpoint of the API by whoever may do the most.
public abstract class HostileApiTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine, null, "--smtp", "smtp://127.0.0.1:1");
    public ValueTask DisposeAsync() => world.DisposeAsync();

    static readonly byte[][] Bodies =
    [
        [], "null"u8.ToArray(), "[]"u8.ToArray(), "{"u8.ToArray(), "{}"u8.ToArray(), "\"x\""u8.ToArray(), "{\"__proto__\":{\"role\":\"administrator\"}}"u8.ToArray(),
        [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], Encoding.UTF8.GetBytes(new string('[', 100_000)), Encoding.Unicode.GetBytes("{\"title\":\"x\"}"),
    ];

    IEnumerable<(string Method, string Path)> Doors(string id) => world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiDoor>() is { Open: false })
        .Select(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], "/" + string.Join('/', e.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : id))))));

    [Fact]
    public async Task Whatever_is_sent_is_answered_by_a_problem_and_never_breaks_anything()
    {
        var robot = world.Visit();
        var wrong = new List<string>();
        async Task Try(string method, string path, byte[]? body, string kind = "application/json")
        {
            // Some end the account or the token: each try comes with a new one.
            robot.With("Authorization", $"Bearer {await Token()}");
            using var content = body is null ? null : new ByteArrayContent(body);
            content?.Headers.TryAddWithoutValidation("Content-Type", kind);
            var answer = await robot.Send(new(method), path, content);
            if (answer.Status >= 500 || answer.Status >= 400 && !answer.Header("Content-Type")!.StartsWith("application/problem+json")) wrong.Add($"{answer.Status} {method} {path} {(body is null ? "" : $"{kind} {Encoding.UTF8.GetString(body[..Math.Min(40, body.Length)])}")} {answer.Body}");
        }
        foreach (var (method, path) in Doors("9223372036854775807").Distinct())
        {
            if (method == "GET")
                foreach (var query in new[] { "after=9223372036854775807", "after=-1", "after=%00", "after=253402300799999999-1", "limit=2147483648", "q=%00%ff", "days=99999999999", "kind=%00", "outcome=0", "category=9223372036854775807", "number=%00", "act=%25" }) await Try(method, $"{path}?{query}", null);
            else
                foreach (var body in Bodies) await Try(method, path, body);
        }
        foreach (var (method, path) in Doors("-1").Where(d => d.Method != "GET").DistinctBy(d => d.Path))
            foreach (var kind in new[] { "text/plain", "application/json; charset=utf-7", "application/json; charset=latin-nonsense", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ";;;" }) await Try(method, path, "{}"u8.ToArray(), kind);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    string? token;

    async Task<string> Token()
    {
        if (token is not null && (await Robot.With(world, token).Get("/token")).Status == 200) return token;
        var owner = await world.Given.Account("Root", password: null, role: Role.Administrator);
        return token = await world.Given.Token(owner);
    }

    [Fact]
    public async Task What_stands_in_headers_is_taken_for_what_it_is()
    {
        var topic = await world.Given.Topic(world.Cast.Ada);
        var (text, robot) = (await world.Given.Token(world.Cast.Ada), await Robot.For(world, world.Cast.Ada));

        foreach (var header in new[] { text, $"Basic {text}", $"Bearer {text} {text}", $"Bearer {text},Bearer {text}", "Bearer", "Bearer ", $"Bearer\t{text}x", $"Token {text}", $"Bearer {text[..^1]}" })
            Assert.Equal(401, (await world.Visit().With("Authorization", header).Get("/api/v1/me")).Status);
        Assert.Equal(200, (await world.Visit().With("Authorization", $"bearer   {text}").Get("/api/v1/me")).Status);
        using var alma = world.Visit(world.Cast.Alma);
        Assert.Equal(401, (await alma.Get("/api/v1/people")).Status);
        Assert.Equal(403, (await alma.With("Authorization", $"Bearer {text}").Get("/api/v1/people")).Status);

        foreach (var match in new[] { "\"999-0\"", "W/\"999-0\"", "\"\"", "\"x\"" }) Assert.Equal(412, (await robot.Patch($"/topics/{topic.Id}", new { title = "Changed by nobody" }, ("If-Match", match))).Status);
        Assert.Equal(200, (await robot.Patch($"/topics/{topic.Id}", new { title = "Changed by its author" }, ("If-Match", "*"))).Status);
        foreach (var language in new[] { "xx-YY;q=nonsense", ",,,", "*", new string('a', 4_000), "ar;q=0.1, en" }) Assert.Equal(422, (await robot.Post("/topics", new { space = topic.SpaceId, title = "Short", body = "?" }, ("Accept-Language", language))).Status);
        foreach (var key in new[] { " ", "\t" }) Assert.InRange((await robot.Post("/preview", new { body = "x" }, ("Idempotency-Key", key))).Status, 200, 422);
    }

    [Fact]
    public async Task Who_left_leaves_no_token_behind()
    {
        var member = await world.Given.Account();
        var (one, other) = (await Robot.For(world, member), await Robot.For(world, member));

        Assert.Equal(204, (await one.Post("/me/leaving", new { choice = "keepWordsWithoutName", handle = member.Handle, currentPassword = Given.Password })).Status);

        Assert.Equal((401, 401), ((await one.Get("/token")).Status, (await other.Get("/topics")).Status));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_is_one_act()
    {
        var (space, robot) = (await world.Given.Space(), await Robot.For(world, world.Cast.Ada));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => robot.Post("/topics", new { space = space.Id, title = "Asked eight times at once", body = "Once." }, ("Idempotency-Key", "eight"))));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Body).Distinct());
        Assert.Equal(1, (await robot.Get($"/topics?space={space.Id}")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_token_made_before_a_role_was_taken_away_does_no_more_than_its_owner()
    {
        var (alma, moderator) = (await Robot.For(world, world.Cast.Alma), await world.Given.Account("Milo", password: null, role: Role.Moderator));
        var (robot, topic) = (await Robot.For(world, moderator), await world.Given.Topic(world.Cast.Ada));
        Assert.Equal(200, (await robot.Post($"/topics/{topic.Id}/pin")).Status);

        Assert.Equal(200, (await alma.Put($"/people/{moderator.Id}/role", new { role = "member" })).Status);

        Assert.InRange((await robot.Delete($"/topics/{topic.Id}/pin")).Status, 403, 422);
        Assert.Equal(404, (await robot.Get("/cases")).Status);
    }
}

public sealed class HostileApiTestsOnSqlite() : HostileApiTests(Engine.Sqlite);
public sealed class HostileApiTestsOnPostgres() : HostileApiTests(Engine.Postgres);
