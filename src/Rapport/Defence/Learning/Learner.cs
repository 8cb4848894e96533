using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Statistics;

namespace Rapport.Defence.Learning;

/// Asks for the classifier to learn anew. Comes due every night, on one node.
public sealed record Learn;

/// Learns from what moderators decided, and stores it for every node. With too few of either kind nothing is learned.
public sealed class Learner(Db db, TimeProvider clock) : Worker<Learn>
{
    const int Kept = 3;

    /// The share of honest posts that may be held.
    public const double MostHeld = 0.004;

    public override async Task Do(Learn work, CancellationToken cancel)
    {
        var lessons = await Lessons.Read(db);
        if (TextClassifier.Learn(lessons.Examples, MostHeld) is not { } learned) return;
        var stored = new StoredClassifier(db.NewId(), learned.ToBytes(), lessons.Decisions, lessons.Spam, clock.GetUtcNow());
        var old = await db.Classifiers.OrderByDescending(c => c.Id).Select(c => c.Id).Skip(Kept - 1).ToListAsync(cancel);
        db.Add(stored);
        db.Later(() => db.Classifiers.Where(c => old.Contains(c.Id)).ExecuteDeleteAsync(cancel));
        await db.Save(new ClassifierLearned(stored));
    }
}
