using Rapport.Tests.Kernel.Tallies;
using StackExchange.Redis;

namespace Rapport.Tests.Nodes;

public sealed class RedisTests
{
    [Fact]
    public async Task Without_Redis_everything_works_on_and_when_it_is_back_it_wakes_again()
    {
        Home.SkipWithout(Engine.Postgres);
        await using var redis = new RedisServer();
        redis.Start();
        await using var one = await World.Start(Engine.Postgres, null, "--redis", redis.Address);
        await using var two = await one.Join(null, "--redis", redis.Address);
        var tally = await one.Query(async db => (await TalliesModule.Start(db)).Id);
        var count = 0;
        async Task Follows()
        {
            count++;
            Assert.Equal(303, (await one.Visit().With("X-Actor", "41").Post($"/tests/tallies/{tally}/raise", new { by = 1 })).Status);
            await Waiting.Eventually(async () => (await two.Visit().Get($"/tests/tallies/{tally}")).Find("output")?.TextContent == $"{count}", "the other node to follow");
        }
        async Task Rings()
        {
            await using var ear = await ConnectionMultiplexer.ConnectAsync(redis.Address + ",abortConnect=false");
            var rung = 0;
            await Waiting.Eventually(() => ear.IsConnected, "Redis to answer");
            await ear.GetSubscriber().SubscribeAsync(RedisChannel.Literal("rapport:wake"), (_, _) => Interlocked.Increment(ref rung));
            await Waiting.Eventually(async () => { await Follows(); return rung > 0; }, "a ring by way of Redis");
        }

        await Rings();
        await redis.Lose();
        for (var round = 0; round < 3; round++) await Follows();
        foreach (var node in new[] { one, two }) Assert.Equal(200, (await node.Visit().Get("/health/ready")).Status);
        redis.Start();
        await Rings();
    }
}
