using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Stories;

/// What a story has beside its words, which are a topic of the same id.
public sealed class Story : Entity
{
    Story() { }

    public Story(Topic topic, bool rewarded) => (Id, Rewarded) = (topic.Id, rewarded);

    /// Its author says that they get something for it. They cannot take that back.
    public bool Rewarded { get; private set; }
}
