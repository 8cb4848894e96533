using Rapport.Defence.Learning;
using Rapport.Kernel.Events;

namespace Rapport.Defence;

/// The classifier learned anew: every node takes the newest.
public sealed record ClassifierLearned(int Decisions) : Event
{
    internal ClassifierLearned(StoredClassifier learned) : this(learned.Decisions) => About(learned);

    public override IEnumerable<string> Touches => [];
}
