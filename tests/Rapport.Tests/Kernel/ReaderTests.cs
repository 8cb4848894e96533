using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class ReaderTests(Engine engine)
{
    static Task<Tally> Raised(World world, int times) => world.Query(async db =>
    {
        var tally = await TalliesModule.Start(db);
        for (var n = 0; n < times; n++) await TalliesModule.Raise(db, tally.Id);
        return tally;
    });

    [Fact]
    public async Task A_reader_added_later_derives_from_the_beginning_and_acts_from_now_on()
    {
        await using var world = await World.Start(engine);
        await Raised(world, 3);
        await world.Settled();

        await using var later = await world.Join(services => services.AddReader<LateKeeper>().AddReader<LateTeller>());
        await Waiting.Eventually(() => later.Query(db => db.Set<Checkpoint>().AnyAsync(c => c.Reader == nameof(LateTeller))), "the new reader to begin");
        await Raised(later, 2);
        await later.Settled();

        Assert.Equal(5, later.Services.GetRequiredService<LateKeeper>().Rises);
        Assert.Equal(2, later.Services.GetRequiredService<LateTeller>().Rises);
    }

    [Fact]
    public async Task A_reader_that_fails_holds_up_no_act_and_resumes_where_it_was()
    {
        await using var world = await World.Start(engine, services => services.AddReader<Stumbler>());
        var stumbler = world.Services.GetRequiredService<Stumbler>();
        var tally = await Raised(world, 1);
        await Waiting.Eventually(() => stumbler.Stumbled > 0, "the reader to fail");
        await world.Act(db => TalliesModule.Raise(db, tally.Id));
        stumbler.Fails = false;
        await world.Settled();

        Assert.Equal(2, (await world.Query(db => db.Tallied.SingleAsync(t => t.Id == tally.Id))).Sum);
        Assert.Equal(stumbler.Heard.Order().Distinct(), stumbler.Heard);
        Assert.Equal(await world.Query(EventLog.Head), stumbler.Heard[^1]);
    }

    [Fact]
    public async Task A_derived_reader_rebuilt_equals_itself()
    {
        await using var world = await World.Start(engine);
        for (var n = 1; n < 30; n++) await Raised(world, n % 7);
        await world.Settled();
        Task<string> Kept() => world.Query(async db => string.Join(' ', (await db.Tallied.OrderBy(t => t.Id).ToListAsync()).Select(t => $"{t.Id}:{t.Sum}:{t.Events}:{t.Version}:{t.OutOfOrder}")));
        var before = await Kept();

        await Readers.Rebuild(world.Services, nameof(TallyKeeper));
        await world.Settled();

        Assert.Equal(before, await Kept());
        await Assert.ThrowsAsync<Refused>(() => Readers.Rebuild(world.Services, nameof(TallyTeller)));
    }

    sealed class LateKeeper : DerivedReader
    {
        public int Rises { get; private set; }
        public override Task Clear(Db db) { Rises = 0; return Task.CompletedTask; }
        public override Task Read(Db db, IReadOnlyList<Recorded> events) { Rises += events.Count(e => e.Event is TallyRaised); return Task.CompletedTask; }
    }

    sealed class LateTeller : EffectReader
    {
        public int Rises { get; private set; }
        public override Task Read(Db db, IReadOnlyList<Recorded> events) { Rises += events.Count(e => e.Event is TallyRaised); return Task.CompletedTask; }
    }

    sealed class Stumbler : LocalReader
    {
        public volatile bool Fails = true;
        public int Stumbled { get; private set; }
        public List<long> Heard { get; } = [];
        public override Task<long> Start(Db db) => Task.FromResult(Heard.Count == 0 ? 0 : Heard[^1]);

        public override Task Read(Db db, IReadOnlyList<Recorded> events)
        {
            if (Fails) { Stumbled++; throw new InvalidOperationException("stumbled"); }
            Heard.AddRange(events.Select(e => e.Position));
            return Task.CompletedTask;
        }
    }
}

public sealed class ReaderTestsOnSqlite() : ReaderTests(Engine.Sqlite);

public sealed class ReaderTestsOnPostgres() : ReaderTests(Engine.Postgres);
