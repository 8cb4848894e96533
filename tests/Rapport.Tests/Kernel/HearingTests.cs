using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Tests.Kernel.Tallies;
using Rapport.Trust;

namespace Rapport.Tests.Kernel;

/// What is nothing to a reader takes no transaction of it; what it looks for, it hears.
public abstract class HearingTests(Engine engine)
{
    [Fact]
    public async Task What_a_reader_does_not_hear_is_passed_over_and_its_checkpoint_follows_when_the_log_rests()
    {
        await using var world = await World.Start(engine, services => services.AddReader<Picky>());
        var picky = world.Services.GetRequiredService<Picky>();
        await world.Settled();
        await world.Query(db => TalliesModule.Start(db));
        await world.Settled();
        var (turns, tally) = (picky.Turns, await world.Query(db => TalliesModule.Start(db)));
        await Waiting.Eventually(async () => await At(world) == await world.Query(EventLog.Head), "the checkpoint to follow");
        Assert.Equal((turns, 0), (picky.Turns, picky.Rises));

        await world.Query(db => TalliesModule.Start(db));
        await world.Act(db => TalliesModule.Raise(db, tally.Id));
        await world.Settled();

        Assert.Equal((turns + 1, 1), (picky.Turns, picky.Rises));
        Assert.Equal(await world.Query(EventLog.Head), await At(world));
    }

    [Fact]
    public async Task Who_passed_over_much_reads_from_there_and_a_rebuild_reads_it_all()
    {
        await using var world = await World.Start(engine, services => services.AddReader<Picky>());
        var picky = world.Services.GetRequiredService<Picky>();
        var tally = await world.Query(db => TalliesModule.Start(db));
        await world.Act(db => TalliesModule.Raise(db, tally.Id));
        for (var n = 0; n < 30; n++) await world.Query(db => TalliesModule.Start(db));
        await world.Act(db => TalliesModule.Raise(db, tally.Id));
        await world.Settled();
        Assert.Equal(2, picky.Rises);

        await Readers.Rebuild(world.Services, nameof(Picky));
        await world.Query(db => TalliesModule.Start(db));
        await world.Act(db => TalliesModule.Raise(db, tally.Id));
        await world.Settled();

        Assert.Equal(3, picky.Rises);
    }

    static Task<long> At(World world) => world.Query(db => db.Set<Checkpoint>().Where(c => c.Reader == nameof(Picky)).Select(c => c.Position).SingleAsync());

    sealed class Picky : DerivedReader
    {
        public int Turns { get; private set; }
        public int Rises { get; private set; }
        public override IReadOnlyList<Type> Hears => [typeof(TallyRaised)];
        public override int Batch => 10;
        public override Task Clear(Db db) { Rises = 0; return Task.CompletedTask; }
        public override Task Read(Db db, IReadOnlyList<Recorded> events) { Turns++; Rises += events.Count(e => e.Event is TallyRaised); return Task.CompletedTask; }
    }
}

public sealed class HearingTestsOnSqlite() : HearingTests(Engine.Sqlite);
public sealed class HearingTestsOnPostgres() : HearingTests(Engine.Postgres);

/// What a reader or a source of evidence looks for in the log, by what its code names.
public sealed class HeardTests
{
    [Fact]
    public void Whatever_a_reader_looks_for_it_hears()
    {
        using var world = Built();
        var deaf = from reader in world.Services.GetServices<Reader>().Where(r => r.Hears is not null).Cast<object>().Concat(world.Services.GetServices<EvidenceSource>())
                   let heard = reader is Reader r ? r.Hears! : ((EvidenceSource)reader).Hears
                   from named in Named(reader.GetType())
                   where named.IsSubclassOf(typeof(Event)) && !heard.Any(h => h.IsAssignableFrom(named) || named.IsAssignableFrom(h))
                   select $"{reader.GetType().Name} looks for {named.Name} and does not hear it";
        Assert.Empty(deaf);
    }

    [Fact]
    public void Whoever_looks_for_more_than_it_hears_is_found() => Assert.Contains(typeof(TallyRaised), Named(typeof(Careless)));

    static Microsoft.AspNetCore.Builder.WebApplication Built() => World.Build(["--data", Directory.CreateTempSubdirectory("rapport-hearing-").FullName, "--urls", "http://127.0.0.1:0"], modules: Composition.Modules);

    static List<Type> Named(Type reader)
    {
        using var assembly = ModuleDefinition.ReadModule(reader.Assembly.Location);
        var code = assembly.GetAllTypes().Where(t => t.FullName == reader.FullName!.Replace('+', '/') || t.FullName.StartsWith(reader.FullName!.Replace('+', '/') + "/", StringComparison.Ordinal));
        return [.. code.SelectMany(t => t.Methods).Where(m => m.HasBody && m.Name != "get_Hears").SelectMany(m => m.Body.Instructions).Select(i => i.Operand).SelectMany(Types).Where(t => t is not (GenericInstanceType or GenericParameter) && t.FullName.StartsWith("Rapport.", StringComparison.Ordinal))
            .Select(t => Type.GetType($"{t.FullName.Replace('/', '+')}, {(t.Scope is AssemblyNameReference other ? other.Name : assembly.Assembly.Name.Name)}")).OfType<Type>().Distinct()];
    }

    static IEnumerable<TypeReference> Types(object? operand) => operand switch
    {
        GenericInstanceMethod generic => generic.GenericArguments,
        TypeReference type => [type],
        // What it makes it tells.
        MethodReference { Name: not ".ctor" } method => [method.DeclaringType],
        _ => [],
    };

    sealed class Careless : EffectReader
    {
        public override IReadOnlyList<Type> Hears => [];
        public override Task Read(Db db, IReadOnlyList<Recorded> events) => events.Any(e => e.Event is TallyRaised) ? throw new InvalidOperationException() : Task.CompletedTask;
    }
}
