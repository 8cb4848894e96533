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

        var row = await world.Query(async db =>
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
        await Waiting.Eventually(async () => await Shown() == "7", "the kept page to go");
        Task<long> Reader() => world.Query(async db => (await db.Set<Checkpoint>().AsNoTracking().SingleAsync(c => c.Reader == nameof(TallyKeeper))).Position);
        Assert.True(await Reader() < await world.Query(EventLog.Head));

        // What a newer node makes of it.
        await world.Act(db => db.Transact(() => db.Set<EventRow>().Where(e => e.Id == row).ExecuteUpdateAsync(s => s.SetProperty(e => e.Schema, 1))));
        await Waiting.Eventually(async () => await Reader() == await world.Query(EventLog.Head), "the reader to go on");
        Assert.Equal(7, (await world.Query(db => db.Tallied.SingleAsync(t => t.Id == tally))).Sum);
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
