using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class LogTests(Engine engine) : InWorld(engine)
{
    /// Raises a tally however many others do the same: a concurrent change is tried again.
    static async Task Raise(World world, long tally)
    {
        while (true)
        {
            try { await world.Act(db => TalliesModule.Raise(db, tally)); return; }
            catch (DbUpdateConcurrencyException) { }
        }
    }

    [Fact]
    public async Task Many_writers_lose_nothing_and_every_reader_hears_everything_once_in_order()
    {
        const int writers = 16, each = 25;
        var tallies = await World.Query(async db => new[] { await TalliesModule.Start(db), await TalliesModule.Start(db), await TalliesModule.Start(db) });

        await Parallel.ForEachAsync(Enumerable.Range(0, writers), new ParallelOptions { MaxDegreeOfParallelism = writers }, async (writer, _) =>
        {
            for (var n = 0; n < each; n++) await Raise(World, tallies[(writer + n) % tallies.Length].Id);
        });
        await Settled();

        Assert.Equal(writers * each, (await World.Query(db => db.Tallies.Where(t => tallies.Select(x => x.Id).Contains(t.Id)).ToListAsync())).Sum(t => t.Count));
        var heard = World.Services.GetRequiredService<TallyEar>().Heard.ToList();
        Assert.Equal(heard.Select(h => h.Position), heard.Select(h => h.Position).Distinct().Order());
        foreach (var id in tallies.Select(t => t.Id))
        {
            var count = await World.Query(db => db.Tallies.Where(t => t.Id == id).Select(t => (int)t.Count).SingleAsync());
            Assert.Equal(Enumerable.Range(1, count + 1), heard.Where(h => h.Subject == new Subject("tally", id, h.Subject.Version)).Select(h => h.Subject.Version));
            var kept = await World.Query(db => db.Tallied.SingleAsync(t => t.Id == id));
            Assert.Equal((count, count + 1, 0), ((int)kept.Sum, kept.Events, kept.OutOfOrder));
            Assert.Equal(count, await World.Query(db => db.Told.CountAsync(t => t.Key.StartsWith(id + ":"))));
        }
        await TheLogIsGapless(World);
    }

    internal static async Task TheLogIsGapless(World world)
    {
        var (count, head) = await world.Query(async db => (await db.Set<EventRow>().GroupBy(e => 1).Select(g => new { Count = g.Count(e => e.Position != null), Head = g.Max(e => e.Position) }).SingleAsync()) is var log ? (log.Count, log.Head) : default);
        Assert.Equal(count, head);
    }

    [Fact]
    public async Task What_effects_do_not_hear_of_is_still_derived()
    {
        var tally = await World.Query(db => TalliesModule.Start(db));
        await World.Act(db => { db.Acting.Cause = Cause.Import; return TalliesModule.Raise(db, tally.Id); });
        await Settled();

        Assert.Equal(1, (await World.Query(db => db.Tallied.SingleAsync(t => t.Id == tally.Id))).Sum);
        Assert.False(await World.Query(db => db.Set<Job>().AnyAsync(j => j.Key == $"rise:{tally.Id}:2")));
    }

    [Fact]
    public async Task What_is_not_stored_is_not_told()
    {
        var tally = await World.Query(db => TalliesModule.Start(db));
        await Assert.ThrowsAsync<InvalidOperationException>(() => World.Act(async db =>
        {
            await TalliesModule.Raise(db, tally.Id);
            var again = await db.Tallies.SingleAsync(t => t.Id == tally.Id);
            again.Raise(5, db.Clock.GetUtcNow());
            db.Later(() => throw new InvalidOperationException("in the middle of it"));
            await db.Save(new TallyRaised(again, 5, 0));
        }));
        await Settled();

        Assert.Equal((1, 1), await World.Query(async db => ((await db.Tallies.SingleAsync(t => t.Id == tally.Id)).Count, await db.Set<EventRow>().CountAsync(e => e.SubjectId == tally.Id && e.Type == nameof(TallyRaised)))));
    }

    [Fact]
    public async Task Instants_are_stored_as_they_were_said()
    {
        var said = World.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.Equal(0, said.Ticks % TimeSpan.TicksPerMicrosecond);
        var tally = await World.Query(db => TalliesModule.Start(db));
        await World.Act(async db =>
        {
            var found = await db.Tallies.SingleAsync(t => t.Id == tally.Id);
            found.Raise(1, said);
            await db.Save(new TallyRaised(found, 1, 0));
        });

        var read = await World.Query(db => db.Tallies.AsNoTracking().SingleAsync(t => t.Id == tally.Id && t.RaisedAt == said));
        Assert.Equal((said, TimeSpan.Zero), (read.RaisedAt!.Value, read.RaisedAt.Value.Offset));
        Assert.True(await World.Query(db => db.Tallies.AnyAsync(t => t.Id == tally.Id && t.RaisedAt > said.AddMicroseconds(-1) && t.RaisedAt < said.AddMicroseconds(1))));
    }

    [Fact]
    public async Task Ids_are_given_once_over_all_nodes()
    {
        await using var other = await World.Join();
        const int each = 60_000;
        Task<long[]> Take(World world) => world.Query(db => Task.Run(() => Enumerable.Range(0, each).Select(_ => db.NewId()).ToArray()));

        var taken = (await Task.WhenAll(Take(World), Take(World), Take(other))).SelectMany(ids => ids).ToList();

        Assert.Equal(3 * each, taken.Distinct().Count());
        Assert.All(taken, id => Assert.InRange(id, 1_000, 1L << 53));
    }
}

public sealed class LogTestsOnSqlite() : LogTests(Engine.Sqlite);

public sealed class LogTestsOnPostgres() : LogTests(Engine.Postgres);
