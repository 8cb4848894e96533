using Rapport.Conversations.Topics;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Home;

/// The lists of topics on the home page.
public sealed class HomeTopics(Db db, Me me, Turns turns)
{
    const int Most = 5;

    public Task<List<TopicRow>> Unanswered() => turns.Take(() => db.Read(db.Topics.VisibleTo(me).HeardBy(me).Unanswered().Newest(null).Take(Most)));
    public Task<List<TopicRow>> Solved() => turns.Take(() => db.Read(db.Topics.VisibleTo(me).HeardBy(me).NewlySolved(null).Take(Most)));
}
