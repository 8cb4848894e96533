using Cronos;
using Rapport.Kernel.Database;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Jobs;

/// Something to be done again and again: when (a cron expression, in UTC) and what to enqueue.
public sealed record Schedule(string Name, string Cron, Func<Db, string, Task> Enqueue);

/// When a schedule last came due. Moving the row on and enqueueing its job is one transaction, so that of many nodes one does it.
public sealed class ScheduleMark
{
    public required string Name { get; init; }
    public DateTimeOffset NextAt { get; set; }
}

public static class Schedules
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSchedule<TWork>(string name, string cron, TWork work) where TWork : notnull =>
            services.AddSingleton(new Schedule(name, cron, (db, key) => db.Enqueue(work, key)));
    }
}

/// Enqueues the job of every schedule that has come due.
public sealed class ScheduleLoop(IServiceScopeFactory scopes, IEnumerable<Schedule> schedules, TimeProvider clock, ILogger<ScheduleLoop> log) : Loop(log)
{
    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<Db>();
                var marks = await db.Set<ScheduleMark>().AsNoTracking().ToDictionaryAsync(m => m.Name);
                foreach (var schedule in schedules) await Tick(db, schedule, marks.GetValueOrDefault(schedule.Name));
            }
            Succeeded();
            await Task.Delay(TimeSpan.FromSeconds(5), clock, cancel);
        }
    }

    async Task Tick(Db db, Schedule schedule, ScheduleMark? mark)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset Next() => CronExpression.Parse(schedule.Cron).GetNextOccurrence(now, TimeZoneInfo.Utc)!.Value.ToMicroseconds();
        if (mark?.NextAt > now) return;
        try { await Move(db, schedule, mark, Next); }
        // Another node wrote the same row down a moment before.
        catch (DbUpdateException problem) when (Acts.IsConflict(problem)) { db.Forget(); }
    }

    static async Task Move(Db db, Schedule schedule, ScheduleMark? mark, Func<DateTimeOffset> next)
    {
        await db.Transact(async () =>
        {
            if (mark is null) db.Add(new ScheduleMark { Name = schedule.Name, NextAt = next() });
            else if (await db.Set<ScheduleMark>().Where(m => m.Name == schedule.Name && m.NextAt == mark.NextAt).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAt, next())) == 1)
                await schedule.Enqueue(db, $"schedule:{schedule.Name}:{mark.NextAt.Microseconds}");
            await db.SaveChangesAsync();
        });
    }
}
