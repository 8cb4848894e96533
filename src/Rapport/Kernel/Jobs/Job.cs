using System.Text.Json;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Jobs;

/// Work to be done outside the transaction that asked for it: at least once, by any node, tried again when it fails.
public sealed class Job
{
    public long Id { get; init; }
    public required string Kind { get; init; }

    /// Where set, the same key is never enqueued twice.
    public string? Key { get; init; }
    public required string Payload { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public string? LockedBy { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// When it was given up, after too many failures.
    public DateTimeOffset? DeadAt { get; set; }
    public string? Problem { get; set; }
}

/// Does one kind of work. Work is told by its payload, a record of ids.
public abstract class Worker<TWork> : IWorker where TWork : notnull
{
    public string Kind => typeof(TWork).Name;
    public abstract Task Do(TWork work, CancellationToken cancel);

    /// Whether it tells somebody outside (mail, hooks), who would hear of it again were it done from a restored backup.
    public virtual bool ReachesOut => false;
    Task IWorker.Do(string payload, CancellationToken cancel) => Do(JsonSerializer.Deserialize<TWork>(payload)!, cancel);
}

public interface IWorker
{
    string Kind { get; }
    bool ReachesOut { get; }
    Task Do(string payload, CancellationToken cancel);
}

/// A kind of work that this build can do. A newer node may ask for others meanwhile: those are left to it.
public sealed record JobKind(string Name);

public static class Jobs
{
    extension(Db db)
    {
        /// Adds a job to what Save stores. With a key that is already known nothing happens.
        public async Task Enqueue<TWork>(TWork work, string? key = null, DateTimeOffset? due = null) where TWork : notnull
        {
            if (key is not null && (await db.Set<Job>().AnyAsync(j => j.Key == key) || db.Set<Job>().Local.Any(j => j.Key == key))) return;
            db.Add(new Job { Id = db.NewId(), Kind = typeof(TWork).Name, Key = key, Payload = JsonSerializer.Serialize(work), DueAt = due ?? db.Clock.GetUtcNow() });
            db.HasWork = true;
        }
    }

    extension(IServiceCollection services)
    {
        public IServiceCollection AddWorker<TWorker, TWork>() where TWorker : Worker<TWork> where TWork : notnull =>
            services.AddSingleton(new JobKind(typeof(TWork).Name)).AddKeyedScoped<IWorker, TWorker>(typeof(TWork).Name);
    }
}
