using System.Collections.Concurrent;
using System.Net;
using Rapport.Tests.Feed;
using Rapport.Tests.Kernel;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Nodes;

/// nginx, two processes and many who click without pause.
public sealed class UpgradeTests
{
    [Fact]
    public async Task Both_nodes_are_replaced_by_the_next_version_under_load_and_no_request_fails()
    {
        Home.SkipWithout(Engine.Postgres);
        await using var cluster = await Cluster.Start(2, "--drain", "1");
        await using var balancer = await Balancer.Start(cluster[0].Address, cluster[1].Address);
        var writers = new Writers(cluster.Home);
        await writers.Begin(cluster.World);
        using var watch = new Watch(balancer.Address);
        writers.Write(watch.Client);
        await writers.More(40);

        await balancer.Over(cluster[1].Address);
        Assert.Equal(0, await cluster[0].Stop());
        var first = await cluster.Join(NextModule.Setting, "true");
        await balancer.Over(cluster[1].Address, first.Address);
        await writers.More(40);
        // The old node serves what the new one writes, in the tables of the new one.
        using var member = new HttpRequestMessage(HttpMethod.Post, $"/tests/tallies/{writers.Tallies[0]}/note") { Headers = { { "X-Actor", "41" } } };
        Assert.Equal(HttpStatusCode.SeeOther, (await first.Client.SendAsync(member)).StatusCode);
        await writers.More(20);

        await balancer.Over(first.Address);
        Assert.Equal(0, await cluster[1].Stop());
        var second = await cluster.Join(NextModule.Setting, "true");
        await balancer.Over(first.Address, second.Address);
        await writers.More(40);
        await writers.Stop();

        Assert.Empty(watch.Failed);
        Assert.True(watch.Answered > 140);
        await second.Stop();
        await first.Stop();
        // Whatever is left is the old version's: it runs on the new tables, and finds everything that was acknowledged.
        await writers.AllIsThere();
    }

    [Fact]
    public async Task Nodes_are_killed_under_load_and_nothing_acknowledged_is_lost_and_their_work_goes_on_elsewhere()
    {
        Home.SkipWithout(Engine.Postgres);
        using var post = new MailServer();
        await using var cluster = await Cluster.Start(2, "--redis", RedisServer.Shared, "--smtp", post.Address);
        await using var balancer = await Balancer.Start(cluster[0].Address, cluster[1].Address);
        var writers = new Writers(cluster.Home);
        await writers.Begin(cluster.World);
        using var watch = new Watch(balancer.Address);
        writers.Write(watch.Client);
        await writers.More(40);
        var letters = await Letters(cluster.World, 40);

        await Waiting.Eventually(() => post.Received.Count > 5, "some mails to be on their way");
        await cluster[0].Kill();
        await writers.More(40);
        var third = await cluster.Join();
        await balancer.Over(cluster[1].Address, third.Address);
        await writers.More(40);
        await cluster[1].Kill();
        await writers.More(40);
        await third.Kill();
        await writers.AllIsThere("--smtp", post.Address);

        var arrived = post.Received.Select(m => m.To.ToString()).ToList();
        Assert.Empty(letters.Except(arrived));
        // Only what a node was about to note when it was killed may come again, under the same Message-ID.
        Assert.InRange(arrived.Count - letters.Count, 0, 3);
        Assert.Equal(letters.Count, post.Received.Select(m => m.MessageId).Distinct().Count());
    }

    static Task<List<string>> Letters(World world, int count) => world.Query(async db =>
    {
        var to = Enumerable.Range(0, count).Select(n => $"reader{n}@example.test").ToList();
        foreach (var address in to) await Rapport.Kernel.Mail.Outbox.Post(db, new(address, "Once", [new Rapport.Kernel.Mail.Paragraph("Once is enough.")]), new() { Data = world.Home.Data });
        await db.Save();
        db.Wake.Ring();
        return to;
    });

    /// Everybody who comes opens a connection of their own; what did not end well is noted.
    sealed class Watch : DelegatingHandler
    {
        int answered;

        public Watch(Uri door) : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            Client = new HttpClient(this) { BaseAddress = door };
            Client.DefaultRequestHeaders.Add("Origin", door.GetLeftPart(UriPartial.Authority));
        }

        public HttpClient Client { get; }
        public ConcurrentBag<string> Failed { get; } = [];
        public int Answered => answered;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            try
            {
                var answer = await base.SendAsync(request, cancel);
                Interlocked.Increment(ref answered);
                if (answer.StatusCode is not (HttpStatusCode.SeeOther or HttpStatusCode.OK)) Failed.Add($"{request.Method} {request.RequestUri} {answer.StatusCode}");
                return answer;
            }
            catch (HttpRequestException problem)
            {
                Failed.Add($"{request.Method} {request.RequestUri} {problem.Message}");
                throw;
            }
        }
    }
}
