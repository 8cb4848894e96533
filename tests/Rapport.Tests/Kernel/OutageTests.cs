using System.Diagnostics;
using System.Net;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public sealed class OutageTests
{
    [Fact]
    public async Task Pages_say_that_the_database_is_away_and_recover_by_themselves()
    {
        Home.SkipWithout(Engine.Postgres);
        var folder = Directory.CreateTempSubdirectory("rapport-outage-").FullName;
        var server = await Script("start", folder);
        await using var home = await Home.On(server);
        await using var world = await World.On(home, ownsHome: false, null);
        await using var other = await world.Join();
        try
        {
            var tally = await world.Query(async db => (await TalliesModule.Start(db)).Id);
            Assert.Equal(303, (await Visitor().Post($"/tests/tallies/{tally}/raise", new { by = 7 })).Status);
            var ada = world.Visit(world.Cast.Ada);
            Assert.Equal(200, (await ada.Get($"/tests/tallies/{tally}")).Status);
            // A page asked for before the act was read would be evicted once it is.
            await world.Settled();
            var kept = await world.Visit().Get($"/tests/tallies/{tally}");

            await Script("stop", folder, "immediate");
            var page = await Visitor().Get($"/tests/tallies/{tally}");
            Assert.Equal((503, "5"), (page.Status, page.Header("Retry-After")));
            Assert.Contains("cannot reach its database right now", page.Text);
            Assert.Equal(503, (await Visitor().Post($"/tests/tallies/{tally}/raise", new { by = 1 })).Status);
            Assert.Equal(503, (await Visitor().With("Accept", "application/json").Post($"/tests/tallies/{tally}/raise", new { by = 1 })).Status);
            Assert.Contains("cannot reach its database right now", (await ada.Get($"/tests/tallies/{tally}")).Text);
            Assert.Equal(503, (await Visitor().Get("/health/ready")).Status);
            Assert.Equal(200, (await Visitor().Get("/health/live")).Status);
            Assert.Equal((200, kept.Body), await world.Visit().Get($"/tests/tallies/{tally}") is var still ? (still.Status, still.Body) : default);

            await Script("start", folder);
            await Waiting.Eventually(async () => (await Visitor().Get($"/tests/tallies/{tally}")).Find("output")?.TextContent == "7", "the page to recover");
            Assert.Equal(200, (await ada.Get($"/tests/tallies/{tally}")).Status);
            Assert.Equal(303, (await Visitor().Post($"/tests/tallies/{tally}/raise", new { by = 1 })).Status);
            await world.Settled();
            Assert.Equal(8, (await world.Query(db => db.Tallied.SingleAsync(t => t.Id == tally))).Sum);
            Assert.Equal(200, (await Visitor().Get("/health/ready")).Status);
            await Waiting.Eventually(async () => (await other.Visit().Get($"/tests/tallies/{tally}")).Find("output")?.TextContent == "8", "the other node to follow again");
        }
        finally
        {
            await Script("stop", folder, "immediate");
            Directory.Delete(folder, recursive: true);
        }

        // Somebody signed in is never shown a kept page.
        Visitor Visitor() => world.Visit().With("X-Actor", "41").With("Cookie", "rapport=x");
    }

    [Fact]
    public async Task A_full_disk_refuses_acts_keeps_what_was_acknowledged_and_takes_acts_again_when_there_is_room()
    {
        await using var home = await Home.Make(Engine.Sqlite);
        var writers = new Writers(home);
        await using (var world = await World.On(home, ownsHome: false, null)) await writers.Begin(world);
        await using (var node = await Node.Start(home, mostKilobytes: 3_000))
        {
            var refused = 0;
            using var watch = new HttpClient(new Watch(status => { if (status == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref refused); })) { BaseAddress = node.Client.BaseAddress };
            watch.DefaultRequestHeaders.Add("Origin", node.Client.DefaultRequestHeaders.GetValues("Origin"));
            writers.Write(watch);
            await Waiting.Eventually(() => refused > 10, "acts to be refused", TimeSpan.FromSeconds(60));
            await node.Unlimited();
            await writers.More(20);
            await writers.Stop();
            await node.Kill();
        }
        await writers.AllIsThere();
    }

    sealed class Watch(Action<HttpStatusCode> see) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            var answer = await base.SendAsync(request, cancel);
            see(answer.StatusCode);
            return answer;
        }
    }

    static async Task<string> Script(params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "../../../../postgres");
        arguments[1] = Path.Combine(arguments[1], "postgres");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said ?? "" : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)} failed.");
    }
}
