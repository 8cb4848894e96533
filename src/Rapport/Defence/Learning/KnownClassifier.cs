using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Statistics;

namespace Rapport.Defence.Learning;

/// What this node knows of spam: the newest that was learned, on whichever node.
public sealed class KnownClassifier : LocalReader
{
    public override string What => "Signals";

    /// With how it did on what it had not learned from.
    public sealed record Lesson(TextClassifier Classifier, int Decisions, int Spam, DateTimeOffset At)
    {
        /// It has learned from enough, and holds hardly anything that is honest: then it may hold.
        public bool MayHold(DefenceSettings settings) => Decisions >= settings.Enough && Classifier.Trial is { Honest: > 0 } trial && trial.Held <= Learner.MostHeld * trial.Honest;
    }

    Lesson? now;

    /// Nothing while nothing was learned.
    public Lesson? Now => Volatile.Read(ref now);

    public override async Task<long> Start(Db db)
    {
        var head = await EventLog.Head(db);
        await Load(db);
        return head;
    }

    public override Task Read(Db db, IReadOnlyList<Recorded> events) => events.Any(e => e.Event is ClassifierLearned) ? Load(db) : Task.CompletedTask;

    async Task Load(Db db)
    {
        var stored = await db.Classifiers.AsNoTracking().OrderByDescending(c => c.Id).FirstOrDefaultAsync();
        try { Volatile.Write(ref now, stored is null ? null : new(TextClassifier.FromBytes(stored.Bytes), stored.Decisions, stored.Spam, stored.LearnedAt)); }
        // Of another version of the product: until it is learned anew there is none.
        catch (InvalidDataException) { Volatile.Write(ref now, null); }
    }
}
