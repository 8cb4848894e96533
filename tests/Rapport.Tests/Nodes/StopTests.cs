using System.Net;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Nodes;

/// A node that is told to stop says so first, and breaks nothing off.
public sealed class StopTests
{
    [Fact]
    public async Task A_node_that_stops_is_first_not_ready_then_takes_nothing_new_and_ends_what_is_under_way()
    {
        await using var home = await Home.Make(Engine.Sqlite);
        long tally;
        await using (var world = await World.On(home, ownsHome: false, null)) tally = await world.Query(async db => (await TalliesModule.Start(db)).Id);
        await using var node = await Node.Start(home, null, "--drain", "2");
        using var stranger = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = node.Address };
        using var slow = new SlowForm("by=5").Typed();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/ready")).StatusCode);
        var underWay = node.Client.PostAsync($"/tests/tallies/{tally}/raise", slow);
        await slow.Begun;

        node.Tell();

        await Waiting.Eventually(async () => (await stranger.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "the node to say that it stops");
        var still = await stranger.GetAsync($"/tests/tallies/{tally}");
        Assert.Equal((HttpStatusCode.OK, true), (still.StatusCode, still.Headers.ConnectionClose));
        await Waiting.Eventually(async () =>
        {
            try { await stranger.GetAsync("/health/live"); return false; }
            catch (HttpRequestException) { return true; }
        }, "the node to take nothing new");
        slow.Finish();
        Assert.Equal(HttpStatusCode.SeeOther, (await underWay).StatusCode);
        Assert.Equal(0, await node.Ended());

        await using var after = await World.On(home, ownsHome: false, null);
        Assert.Equal(5, (await after.Query(db => db.Tallies.SingleAsync(t => t.Id == tally))).Count);
    }

    /// A form whose end is sent when the test says so.
    sealed class SlowForm(string words) : HttpContent
    {
        readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously), end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowForm Typed()
        {
            Headers.ContentType = new("application/x-www-form-urlencoded");
            return this;
        }

        public Task Begun => begun.Task;
        public void Finish() => end.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("x="u8.ToArray());
            await stream.FlushAsync();
            begun.SetResult();
            // Who sends nothing for five seconds is cut off, however slow the machine is that the test waits for.
            while (!end.Task.IsCompleted)
            {
                await stream.WriteAsync("A hundred letters, ten times in a second: more than a server asks of anybody who is on a slow line."u8.ToArray());
                await stream.FlushAsync();
                await Task.WhenAny(end.Task, Task.Delay(100));
            }
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes("&" + words));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    [Fact]
    public async Task Nodes_that_start_for_the_first_time_at_once_share_one_key_of_sessions()
    {
        await using var home = await Home.Make(Engine.Postgres);
        var worlds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => World.On(home, ownsHome: false, null)));
        Assert.Equal(1, await worlds[0].Query(db => db.Set<Rapport.Kernel.Secrets.ProtectionKey>().CountAsync()));
        foreach (var world in worlds) await world.DisposeAsync();
    }
}
