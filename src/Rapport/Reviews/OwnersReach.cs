using Rapport.Conversations;

namespace Rapport.Reviews;

/// Which of some owners would be told of a question: those who may read it and did not switch that off. A higher module tells them.
public abstract class OwnersReach
{
    public abstract Task<IReadOnlySet<long>> Of(IReadOnlyList<long> members, Topic question);
}
