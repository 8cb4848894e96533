using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Insight.Visits;

/// What this node counted and has not stored yet. Adding costs a few nanoseconds; a node that dies loses what it counted since the last storing.
public sealed class Counters(Installation installation, TimeProvider clock)
{
    static readonly int Kinds = Enum.GetValues<Fact>().Length;

    readonly Lock turn = new();
    readonly List<Day> days = [];
    volatile Day? today;

    sealed class Day(DateOnly date, long ends, string zone)
    {
        public readonly DateOnly Date = date;
        public readonly long Ends = ends;
        public readonly string Zone = zone;
        public readonly long[] Numbers = new long[Kinds];
    }

    public void Add(Fact fact)
    {
        var now = clock.GetUtcNow();
        var day = today;
        if (day is null || now.UtcTicks >= day.Ends || day.Zone != installation.Zone) day = Begin(now);
        Interlocked.Increment(ref day.Numbers[(int)fact]);
    }

    Day Begin(DateTimeOffset now)
    {
        lock (turn)
        {
            if (today is { } other && now.UtcTicks < other.Ends && other.Zone == installation.Zone) return other;
            var date = installation.DayOf(now);
            var day = new Day(date, installation.StartOf(date.AddDays(1)).UtcTicks, installation.Zone);
            days.Add(day);
            return today = day;
        }
    }

    /// Adds what was counted to the tables of all nodes.
    public async Task Store(Db db)
    {
        var taken = Take();
        if (taken.Count == 0) return;
        try
        {
            await db.Transact(async () =>
            {
                foreach (var (day, fact, number) in taken) await Add(db, day, fact, number);
            });
        }
        catch
        {
            foreach (var (day, fact, number) in taken) Interlocked.Add(ref day.Numbers[(int)fact], number);
            throw;
        }
        // A day that is over and was empty at two storings gets no more.
        lock (turn) days.RemoveAll(d => d != today && d.Ends < clock.GetUtcNow().AddHours(-1).UtcTicks);
    }

    List<(Day Day, Fact Fact, long Number)> Take()
    {
        lock (turn)
            return [.. from day in days from fact in Enum.GetValues<Fact>() let number = Interlocked.Exchange(ref day.Numbers[(int)fact], 0) where number > 0 select (day, fact, number)];
    }

    static Task Add(Db db, Day day, Fact fact, long number) => Add(db, day.Date, fact, number);

    internal static Task Add(Db db, DateOnly day, Fact fact, long number) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO insight_counts (day, fact, number) VALUES ({day}, {fact.ToString()}, {number})
        ON CONFLICT (day, fact) DO UPDATE SET number = insight_counts.number + excluded.number
        """);
}
