using Npgsql;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Hosting;
using StackExchange.Redis;

namespace Rapport.Kernel.Events;

/// Hears PostgreSQL tell that another node placed events; its connection also says that this node is here.
public sealed class PostgresWake(NpgsqlDataSource source, Wake wake, ILogger<PostgresWake> log) : Loop(log)
{
    protected override async Task Run(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        connection.Notification += (_, _) => wake.Ring(fromElsewhere: true);
        await using (var listen = new NpgsqlCommand($"LISTEN rapport; SELECT pg_advisory_lock_shared({Presence.Lock})", connection)) await listen.ExecuteNonQueryAsync(cancel);
        Succeeded();
        // A connection that was cut without a word is noticed by asking.
        await using var ask = new NpgsqlCommand("SELECT 1", connection);
        while (true)
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(30), cancel)) await ask.ExecuteNonQueryAsync(cancel);
    }
}

/// Carries rings between nodes over Redis, once one is named. Nothing is kept there: losing Redis only costs the readers their hurry.
public sealed class RedisWake(Installation installation, Wake wake, ILogger<RedisWake> log) : Loop(log)
{
    static readonly RedisChannel Channel = RedisChannel.Literal("rapport:wake");
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            Succeeded();
            if (installation.Redis is { } address) await Carry(address, cancel);
            await Task.Delay(Look, cancel);
        }
    }

    /// Until another one is named, or none.
    async Task Carry(string address, CancellationToken cancel)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        var subscriber = redis.GetSubscriber();
        await subscriber.SubscribeAsync(Channel, (_, from) => { if (from != installation.Node) wake.Ring(fromElsewhere: true); });
        void Ring() => subscriber.PublishAsync(Channel, installation.Node, CommandFlags.FireAndForget);
        wake.Rung += Ring;
        Succeeded();
        try { while (installation.Redis == address) await Task.Delay(Look, cancel); }
        finally { wake.Rung -= Ring; }
    }
}
