using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Nodes;

/// During an upgrade a newer node tells and asks what this one does not know.
public abstract class NewerNodeTests(Engine engine)
{
    [Fact]
    public async Task What_this_build_does_not_know_empties_the_page_cache_and_waits_for_a_newer_node()
    {
        await using var world = await World.Start(engine);
        var tally = await world.Query(async db => (await TalliesModule.Start(db)).Id);
        await world.Settled();
        async Task<string> Shown() => (await world.Visit().Get($"/tests/tallies/{tally}")).Find("output")!.TextContent;
        Assert.Equal("0", await Shown());
        await world.Act(db => db.Transact(() => db.Tallies.Where(t => t.Id == tally).ExecuteUpdateAsync(s => s.SetProperty(t => t.Count, 7).SetProperty(t => t.Version, 2))));
        Assert.Equal("0", await Shown());

        var row = await Unknown(world, tally);
        await Waiting.Eventually(async () => await Shown() == "7", "the kept page to go");
        Task<long> Reader() => world.Query(async db => (await db.Set<Checkpoint>().AsNoTracking().SingleAsync(c => c.Reader == nameof(TallyKeeper))).Position);
        Assert.True(await Reader() < await world.Query(EventLog.Head));

        // What a newer node makes of it.
        await world.Act(db => db.Transact(() => db.Set<EventRow>().Where(e => e.Id == row).ExecuteUpdateAsync(s => s.SetProperty(e => e.Schema, 1))));
        await Waiting.Eventually(async () => await Reader() == await world.Query(EventLog.Head), "the reader to go on");
        Assert.Equal(7, (await world.Query(db => db.Tallied.SingleAsync(t => t.Id == tally))).Sum);
    }

    /// Something told in a shape that this build does not know.
    static Task<long> Unknown(World world, long tally) => world.Query(async db =>
    {
        var id = db.NewId();
        await db.Transact(async () =>
        {
            long? position = db.OnPostgres ? null : await EventLog.Head(db) + 1;
            db.Add(new EventRow { Id = id, Position = position, Type = nameof(TallyRaised), Schema = 99, At = db.Clock.GetUtcNow(), SubjectKind = "tally", SubjectId = tally, SubjectVersion = 2, Payload = "{\"by\":7,\"mark\":0}" });
            await db.SaveChangesAsync();
        });
        db.Wake.Ring();
        return id;
    });

    [Fact]
    public async Task What_a_newer_node_has_read_holds_up_nobody_here()
    {
        await using var world = await World.Start(engine);
        var tally = await world.Query(async db => (await TalliesModule.Start(db)).Id);
        await world.Settled();
        await Unknown(world, tally);
        var loop = world.Services.GetServices<IHostedService>().OfType<SharedReaderLoop>().Single(l => l.Name == nameof(TallyKeeper));
        await Waiting.Eventually(() => loop.FailingSince is not null, "the reader to meet what it does not know");

        // What a newer node does.
        var head = await world.Query(EventLog.Head);
        await world.Act(db => db.Transact(() => db.Set<Checkpoint>().ExecuteUpdateAsync(s => s.SetProperty(c => c.Position, head))));
        await world.Act(db => TalliesModule.Raise(db, tally, 3));

        await Waiting.Eventually(() => world.Query(db => db.Tallied.AnyAsync(t => t.Id == tally && t.Sum == 3)), "the reader to go on behind it");
    }

    [Fact]
    public async Task Work_that_this_build_does_not_know_is_left_to_a_newer_node()
    {
        await using var world = await World.Start(engine);
        await world.Act(async db =>
        {
            var now = db.Clock.GetUtcNow();
            db.Add(new Job { Id = db.NewId(), Kind = "FromTheFuture", Payload = "{}", DueAt = now.AddHours(-1) });
            await db.Enqueue(new TellRise("known"));
            await db.Save();
            db.Wake.Ring();
        });
        await Waiting.Eventually(async () => await world.Query(db => db.Told.AnyAsync(t => t.Key == "known")), "the work that is known");

        Assert.Equal((0, null), await world.Query(db => db.Set<Job>().SingleAsync(j => j.Kind == "FromTheFuture")) is var left ? (left.Attempts, left.LockedBy) : default);
    }
}

public sealed class NewerNodeTestsOnSqlite() : NewerNodeTests(Engine.Sqlite);
public sealed class NewerNodeTestsOnPostgres() : NewerNodeTests(Engine.Postgres);
