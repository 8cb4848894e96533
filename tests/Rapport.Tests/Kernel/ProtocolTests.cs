using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Tests.Kernel.Tallies;
using Rapport.Tests.Search;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Kernel;

/// What HTTP promises to whoever speaks it, well or badly.
public abstract class ProtocolTests(Engine engine) : InWorld(engine)
{
    async Task<string> Said(string request)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(World.Address.Host, World.Address.Port);
        using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        return await new StreamReader(stream).ReadToEndAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n"), InlineData("GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n"), InlineData("GET / HTTP/1.1\r\nHost: a..b\r\nConnection: close\r\n\r\n"), InlineData("GET /nothing HTTP/1.1\r\nHost: a_b-:99999\r\nConnection: close\r\n\r\n")]
    public async Task A_request_that_names_no_host_is_a_mistake_of_the_sender_and_the_health_is_told_all_the_same(string request)
    {
        Assert.Matches("^HTTP/1.[01] 400 ", await Said(request));
        Assert.Matches("^HTTP/1.[01] 200 ", await Said(request.Replace("GET /nothing", "GET /").Replace("GET / ", "GET /health/live ")));
    }

    [Fact]
    public async Task An_entity_tag_holds_for_every_packing_and_a_star_for_every_tag()
    {
        // Like no other, so that nothing that is asked meanwhile is named beside it.
        var topic = await Given.Topic(by: Ada, title: $"{MadeUp.Word()} {MadeUp.Word()}", body: MadeUp.Word());
        await Settled();
        foreach (var path in new[] { topic.Path, $"/topics/{topic.Id}/feed" })
            foreach (var visitor in new[] { Anyone(), As(Ben) })
            {
                var page = await visitor.Get(path);
                Assert.StartsWith("W/\"", page.Header("ETag"));
                // The forms on a page of somebody signed in carry a new key each time.
                foreach (var known in page.Header("Cache-Control")!.Contains("private") ? ["*"] : new[] { "*", page.Header("ETag")!, page.Header("ETag")![2..], $"\"other\", {page.Header("ETag")}" })
                    Assert.Equal(304, (await visitor.Send(HttpMethod.Get, path, null, ("If-None-Match", known))).Status);
                Assert.Equal(200, (await visitor.Send(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""))).Status);
            }
    }

    [Fact]
    public async Task Another_method_is_told_which_there_are()
    {
        var topic = await Given.Topic(by: Ada);

        foreach (var (method, path, allowed) in new[] { ("OPTIONS", "/ask", "GET, HEAD, POST"), ("PUT", "/ask", "GET, HEAD, POST"), ("DELETE", topic.Path, "GET, HEAD"), ("DELETE", $"/posts/{topic.Id}/vote", "POST") })
        {
            var answer = await As(Ben).Send(new(method), path);
            Assert.Equal((405, allowed), (answer.Status, answer.Header("Allow")));
        }
        Assert.Equal(404, (await As(Ben).Send(HttpMethod.Delete, "/nothing/like/this")).Status);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused_on_a_page_in_the_language_of_the_visitor()
    {
        var topic = await Given.Topic(by: Ada);
        Task<Response> Sent(string path) => As(Ben).Send(HttpMethod.Post, path, new FormUrlEncodedContent([new("body", "Buy this, and buy it now.")]), ("Origin", "https://evil.example"));

        var (english, arabic) = (await Sent($"/topics/{topic.Id}/replies"), await Sent($"/ar/topics/{topic.Id}/replies"));

        Assert.Equal((403, "text/html", 403, "ar"), (english.Status, english.Type?.MediaType, arabic.Status, arabic.Html.DocumentElement.GetAttribute("lang")));
        Assert.Contains("This form was sent from another site", english.Text);
        Assert.DoesNotContain("Buy this", english.Body + arabic.Body);
        Assert.DoesNotContain("This form was sent", arabic.Body);
    }

    [Fact]
    public async Task A_page_of_results_beyond_the_last_is_not_found()
    {
        var word = MadeUp.Word();
        await Given.Topic(Ada, title: $"The {word} leaks after descaling");
        await Settled();

        Assert.Contains("1 result", (await Anyone().Get($"/search?q={word}")).Text);
        foreach (var page in new[] { 2, 50 }) Assert.Equal(404, (await Anyone().Get($"/search?q={word}&page={page}")).Status);
    }

    [Fact]
    public async Task A_click_that_loses_a_race_is_no_error_in_the_log()
    {
        var log = new Errors();
        await using var world = await World.Start(Engine, services => services.AddLogging(l => l.AddProvider(log)));
        var tally = await world.Query(async db => (await TalliesModule.Start(db)).Id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => world.Visit().With("X-Actor", "41").Post($"/tests/tallies/{tally}/raise", new { by = 1, act = "twice" })));

        Assert.All(answers, a => Assert.Equal(303, a.Status));
        Assert.Empty(log.Told);
    }

    sealed class Errors : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Told { get; } = [];
        public ILogger CreateLogger(string category) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? problem, Func<TState, Exception?, string> words) { if (IsEnabled(level)) Told.Add(words(state, problem)); }
        public void Dispose() { }
    }
}

public sealed class ProtocolTestsOnSqlite() : ProtocolTests(Engine.Sqlite);
public sealed class ProtocolTestsOnPostgres() : ProtocolTests(Engine.Postgres);
