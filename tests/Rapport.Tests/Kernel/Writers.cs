using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

/// Writes to servers that are killed under its hands, remembers what they acknowledged, and looks afterwards whether all of it is there.
sealed class Writers(Home home)
{
    readonly ConcurrentBag<long> acknowledged = [];
    readonly CancellationTokenSource enough = new();
    readonly List<Task> writing = [];
    long[] tallies = [];
    long marks;

    public IReadOnlyList<long> Tallies => tallies;
    public int Acknowledged => acknowledged.Count;

    public async Task Begin(World world, int count = 4)
    {
        tallies = new long[count];
        for (var n = 0; n < count; n++) tallies[n] = await world.Query(async db => (await TalliesModule.Start(db)).Id);
    }

    /// A few members who click without pause until the server is gone.
    public void Write(HttpClient server, int members = 4)
    {
        for (var member = 0; member < members; member++) writing.Add(Task.Run(async () =>
        {
            for (var failures = 0; !enough.IsCancellationRequested && failures < 3;)
            {
                var mark = Interlocked.Increment(ref marks);
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/tests/tallies/{tallies[mark % tallies.Length]}/raise")
                {
                    Content = new FormUrlEncodedContent([new("by", "1"), new("mark", $"{mark}"), new("act", $"{mark}")]),
                };
                request.Headers.Add("X-Actor", "41");
                try
                {
                    using var answer = await server.SendAsync(request);
                    if ((int)answer.StatusCode == 303) acknowledged.Add(mark);
                    using var page = await server.GetAsync($"/tests/tallies/{tallies[mark % tallies.Length]}");
                }
                catch (ObjectDisposedException) { return; }
                catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException) { failures++; }
            }
        }));
    }

    public Task More(int acts)
    {
        var from = Acknowledged;
        return Waiting.Eventually(() => Acknowledged >= from + acts, $"{acts} more acts to be acknowledged", TimeSpan.FromSeconds(60));
    }

    public async Task Stop()
    {
        await enough.CancelAsync();
        await Task.WhenAll(writing);
    }

    /// Starts a server on what is left, some minutes later, when the leases of the dead are over.
    public async Task AllIsThere(params string[] settings)
    {
        await Stop();
        await using var world = await World.On(home, ownsHome: false, null, services => services.AddSingleton<TimeProvider, MinutesLater>(), settings);
        await world.Settled();

        var marks = await world.Query(async db => (await db.Set<EventRow>().Where(e => e.Type == nameof(TallyRaised)).ToListAsync()).ConvertAll(e => ((TallyRaised)e.Read().Event).Mark));
        Assert.Empty(acknowledged.Except(marks));
        Assert.Equal(marks.Count, marks.Distinct().Count());
        await LogTests.TheLogIsGapless(world);

        var heard = world.Services.GetRequiredService<TallyEar>().Heard.ToList();
        foreach (var id in tallies)
        {
            var tally = await world.Query(db => db.Tallies.AsNoTracking().SingleAsync(t => t.Id == id));
            var kept = await world.Query(db => db.Tallied.AsNoTracking().SingleAsync(t => t.Id == id));
            Assert.Equal((tally.Count, tally.Version, 0), (kept.Sum, kept.Version, kept.OutOfOrder));
            Assert.Equal(Enumerable.Range(1, tally.Version), heard.Where(h => h.Subject.Id == id).Select(h => h.Subject.Version));
        }
        // One job for each rise; one that was under way when its node died may have been done again.
        Assert.Equal(marks.Count, await world.Query(db => db.Set<Job>().CountAsync(j => j.Kind == nameof(TellRise) && j.DoneAt != null)));
        Assert.Equal(marks.Count, await world.Query(db => db.Told.Select(t => t.Key).Distinct().CountAsync()));

        var before = await Kept(world);
        await Readers.Rebuild(world.Services, nameof(TallyKeeper));
        await world.Settled();
        Assert.Equal(before, await Kept(world));
    }

    static Task<string> Kept(World world) => world.Query(async db => string.Join(' ', (await db.Tallied.AsNoTracking().OrderBy(t => t.Id).ToListAsync()).Select(t => $"{t.Id}:{t.Sum}:{t.Events}:{t.Version}")));

    sealed class MinutesLater : TimeProvider
    {
        readonly Clock clock = new();
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddMinutes(5);
    }
}
