using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Owners;

/// A question for people who have the thing. It goes to some of them once others can read it.
public sealed class OwnersQuestion : Entity
{
    OwnersQuestion() { }

    internal OwnersQuestion(Topic question, long product) => (Id, ProductId) = (question.Id, product);

    public long ProductId { get; private set; }

    /// When it went out, and to how many; whoever asked sees the number and never who.
    public DateTimeOffset? SentAt { get; private set; }
    public int Sent { get; private set; }

    internal void Send(int owners, DateTimeOffset now) => (Sent, SentAt) = (owners, now);
}
