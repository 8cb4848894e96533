using System.Collections.Concurrent;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;

namespace Rapport.Tests.Kernel.Tallies;

/// Derived: the sum of what the log says, which must be the count that the tally itself holds.
public sealed class TallyKeeper : DerivedReader
{
    public override int Batch => 50;

    public override Task Clear(Db db) => db.Tallied.ExecuteDeleteAsync();

    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var (_, told, subject, _, _, _) in events.Where(e => e.Subject.Kind == "tally"))
        {
            if (await db.Tallied.FindAsync(subject.Id) is not { } kept) db.Add(kept = new Tallied { Id = subject.Id });
            kept.Events++;
            kept.Sum += told is TallyRaised raised ? raised.By : 0;
            if (subject.Version != kept.Version + 1) kept.OutOfOrder++;
            kept.Version = subject.Version;
        }
    }
}

/// Effect: one job for each rise.
public sealed class TallyTeller : EffectReader
{
    public override async Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events.Where(e => e.Event is TallyRaised))
            await db.Enqueue(new TellRise($"{told.Subject.Id}:{told.Subject.Version}"), $"rise:{told.Subject.Id}:{told.Subject.Version}");
    }
}

public sealed record TellRise(string Key);

public sealed class RiseTeller(Db db, TimeProvider clock) : Worker<TellRise>
{
    public override async Task Do(TellRise work, CancellationToken cancel)
    {
        db.Add(new Told { Id = db.NewId(), Key = work.Key, At = clock.GetUtcNow() });
        await db.Save();
    }
}

/// Local: this node's own memory of everything it heard, in the order in which it heard it.
public sealed class TallyEar : LocalReader
{
    public ConcurrentQueue<Recorded> Heard { get; } = new();

    /// Asked again where the database did not answer in time: what was heard is not heard twice.
    public override Task<long> Start(Db db) => Task.FromResult(Heard.LastOrDefault()?.Position ?? 0);

    public override Task Read(Db db, IReadOnlyList<Recorded> events)
    {
        foreach (var told in events) Heard.Enqueue(told);
        return Task.CompletedTask;
    }
}
