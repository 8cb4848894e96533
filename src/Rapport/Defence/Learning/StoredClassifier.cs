using Rapport.Kernel.Database;

namespace Rapport.Defence.Learning;

/// What was learned on a day, for every node to read. Numbers alone: no words can be read out of it.
public sealed class StoredClassifier : Entity
{
    StoredClassifier() { }

    public StoredClassifier(long id, byte[] bytes, int decisions, int spam, DateTimeOffset at) => (Id, Bytes, Decisions, Spam, LearnedAt) = (id, bytes, decisions, spam, at);

    public byte[] Bytes { get; private set; } = [];

    /// From how many decisions of moderators, and how many of these were that something is spam.
    public int Decisions { get; private set; }
    public int Spam { get; private set; }
    public DateTimeOffset LearnedAt { get; private set; }
}
