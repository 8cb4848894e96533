using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class JobTests(Engine engine) : IAsyncLifetime
{
    // A few seconds after a full minute, so that what a test lets pass by the way reaches no other one.
    readonly FakeTimeProvider clock = new(new DateTimeOffset(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero).AddSeconds(5));
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine, Services);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    void Services(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock).AddSingleton<Failures>()
        .AddWorker<Flaky, TryThis>().AddSchedule("tests-minutely", "* * * * *", new TellRise("minute"));

    void Later(double seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        world.Services.GetRequiredService<Wake>().Ring();
    }

    Task<Job> Job(string key) => world.Query(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Key == key));

    [Fact]
    public async Task A_job_that_fails_is_tried_again_later_each_time()
    {
        var failures = world.Services.GetRequiredService<Failures>();
        failures.Left = 2;
        await world.Act(async db => { await db.Enqueue(new TryThis(7), "try"); await db.Save(); });

        await Waiting.Eventually(async () => (await Job("try")).Problem is not null, "the first failure");
        var first = await Job("try");
        Assert.Equal((1, "InvalidOperationException: not yet"), (first.Attempts, first.Problem));
        Assert.Equal(clock.GetUtcNow().AddSeconds(2), first.DueAt);
        Later(2);
        await Waiting.Eventually(async () => (await Job("try")) is { Attempts: 2, LockedUntil: null }, "the second failure");
        Assert.Equal(clock.GetUtcNow().AddSeconds(4), (await Job("try")).DueAt);
        Later(4);
        await Waiting.Eventually(async () => (await Job("try")).DoneAt is not null, "the job to be done");

        Assert.Equal([7, 7, 7], failures.Tried);
    }

    [Fact]
    public async Task A_job_that_always_fails_is_given_up_and_says_why()
    {
        world.Services.GetRequiredService<Failures>().Left = int.MaxValue;
        await world.Act(async db => { await db.Enqueue(new TryThis(7), "hopeless"); await db.Save(); });
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await Waiting.Eventually(async () => (await Job("hopeless")) is { LockedUntil: null } job && job.Attempts == attempt, $"attempt {attempt}");
            Later(3600);
        }

        Assert.Equal("InvalidOperationException: not yet", (await Job("hopeless")) is { DeadAt: not null } dead ? dead.Problem : null);
    }

    [Fact]
    public async Task The_job_of_a_node_that_died_is_taken_over_when_its_lease_is_over()
    {
        await world.Act(async db =>
        {
            await db.Enqueue(new TellRise("left"), "left");
            var job = db.Set<Job>().Local.Single();
            (job.LockedBy, job.LockedUntil, job.Attempts) = ("a node that died", clock.GetUtcNow().AddMinutes(2), 1);
            await db.Enqueue(new TellRise("free"), "free");
            await db.Save();
        });
        Later(0);
        await Waiting.Eventually(async () => (await Job("free")).DoneAt is not null, "the free job");
        Assert.Null((await Job("left")).DoneAt);

        Later(121);
        await Waiting.Eventually(async () => (await Job("left")).DoneAt is not null, "the left job");
        Assert.Equal(1, await world.Query(db => db.Told.CountAsync(t => t.Key == "left")));
    }

    [Fact]
    public async Task The_same_key_is_enqueued_once()
    {
        await world.Act(async db =>
        {
            await db.Enqueue(new TellRise("once"), "once");
            await db.Enqueue(new TellRise("once"), "once");
            await db.Save();
            await db.Enqueue(new TellRise("once"), "once");
            await db.Save();
        });
        await world.Settled();
        Assert.Equal(1, await world.Query(db => db.Told.CountAsync(t => t.Key == "once")));
    }

    [Fact]
    public async Task A_schedule_fires_once_each_time_over_two_nodes()
    {
        await using var second = await world.Join(Services);
        Task<DateTimeOffset?> Next() => world.Query(db => db.Set<ScheduleMark>().Where(m => m.Name == "tests-minutely").Select(m => (DateTimeOffset?)m.NextAt).SingleOrDefaultAsync());
        await Waiting.Eventually(async () => await Next() is not null, "the schedule to be known");
        for (var minute = 0; minute < 4; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Waiting.Eventually(async () => { Later(0); clock.Advance(TimeSpan.FromMilliseconds(1)); return await Next() > clock.GetUtcNow(); }, "the schedule to move on");
        }
        await world.Settled();

        var jobs = await world.Query(db => db.Set<Job>().Where(j => j.Key!.StartsWith("schedule:tests-minutely:")).ToListAsync());
        Assert.Equal(4, jobs.Count);
        Assert.Equal(4, await world.Query(db => db.Told.CountAsync(t => t.Key == "minute")));
    }

    sealed record TryThis(int Number);

    sealed class Failures
    {
        public int Left;
        public List<int> Tried { get; } = [];
    }

    sealed class Flaky(Failures failures) : Worker<TryThis>
    {
        public override Task Do(TryThis work, CancellationToken cancel)
        {
            failures.Tried.Add(work.Number);
            return failures.Left-- > 0 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        }
    }
}

public sealed class JobTestsOnSqlite() : JobTests(Engine.Sqlite);

public sealed class JobTestsOnPostgres() : JobTests(Engine.Postgres);
